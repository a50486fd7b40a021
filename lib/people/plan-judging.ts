import type { ExpectedFace, JudgingPlan } from '../vision/detector-types.ts';
import type { PeopleState } from './people.ts';
import { expectedBox } from './tracker.ts';

/**
 * Who is judged in the next frame. Finding faces is cheap and judging them is not, so a face whose
 * label has settled is only looked at again from time to time; a doubtful one in every frame, and
 * first come those that have waited longest: the new ones.
 */

/** After so long a mask taken off is seen at the latest; the first ballot against ends the rest. */
const SETTLED_EVERY_MS = 500;
/** Faces judged in one frame: it takes a few frames until each of a crowd had its turn. */
const MOST_FACES = 4;
/** What was taken for no face is looked at again after so long. */
const DISMISSED_EVERY_MS = 500;

/** @param atMs when the next frame was taken */
export function planJudging({ tracker, votes, dismissed }: PeopleState, atMs: number): JudgingPlan {
  const faces = tracker.tracks.map((track): ExpectedFace => {
    const vote = votes.get(track.id);
    const judgedAtMs = vote?.atMs ?? Number.NEGATIVE_INFINITY;
    const intervalMs = vote?.settled ? SETTLED_EVERY_MS : 0;
    return { box: expectedBox(track, atMs), overdueMs: atMs - judgedAtMs - intervalMs };
  });
  const others = dismissed.map(({ box, atMs: dismissedAtMs }): ExpectedFace => {
    return { box, overdueMs: atMs - dismissedAtMs - DISMISSED_EVERY_MS };
  });
  return { expected: [...faces, ...others], mostFaces: MOST_FACES };
}
