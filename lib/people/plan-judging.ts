import { SAME_FACE_IOU } from '../geometry.ts';
import type { FaceMatch } from './match-faces.ts';

/**
 * Which faces of a frame are judged. To find a face is cheap, to judge it is not. So a face whose label has
 * settled is judged again only from time to time, one in doubt in every frame, and first come those that
 * have waited longest: the new ones.
 */

/** A settled face is judged again after this time, ms: a mask taken off is seen no later. */
const SETTLED_EVERY_MS = 500;
/** What was taken for no face is judged again after this time, ms. */
const REFUSED_EVERY_MS = 500;
/** Most faces judged in one frame: of a crowd, each has its turn within a few frames. */
const MOST_FACES = 4;

/** @returns indices of the matches to judge, the most urgent first */
export function planJudging(matches: readonly FaceMatch[], atMs: number): readonly number[] {
  return matches
    .map((match, index) => ({ index, overdueMs: overdueMs(match, atMs) }))
    .filter(({ overdueMs }) => overdueMs > 0)
    .sort((a, b) => b.overdueMs - a.overdueMs || a.index - b.index)
    .slice(0, MOST_FACES)
    .map(({ index }) => index);
}

/** For how long a judgement has been due, ms; not above 0 where it is not due yet. */
function overdueMs({ track, overlap }: FaceMatch, atMs: number): number {
  // A face that hardly overlaps the place where it is expected may be somebody else's.
  if (!track || overlap < SAME_FACE_IOU) return Number.POSITIVE_INFINITY;
  const { vote, refusedAtMs } = track;
  if (refusedAtMs !== null) return atMs - refusedAtMs - REFUSED_EVERY_MS;
  return atMs - vote.atMs - (vote.settled ? SETTLED_EVERY_MS : 0);
}
