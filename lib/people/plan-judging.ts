import { SAME_FACE_IOU } from '../geometry.ts';
import type { FaceMatch } from './match-faces.ts';

/**
 * Decides which faces of a frame are judged. Finding a face is cheap, judging it is expensive. A
 * face with a settled label is judged only at intervals, one in doubt in every frame. Those that
 * have waited longest come first, above all new ones.
 */

/**
 * A settled face is judged again after this time, which limits the delay until a removed mask is
 * seen.
 */
const SETTLED_EVERY_MS = 500;
/** A box that is not a face is judged again after this time. */
const REFUSED_EVERY_MS = 500;
/**
 * Most faces that are judged in one frame. Each face of a crowd gets its turn within a few frames.
 */
const MOST_FACES = 4;

/** @returns indices of the matches to judge, most urgent first */
export function planJudging(matches: readonly FaceMatch[], atMs: number): readonly number[] {
  return matches
    .map((match, index) => ({ index, overdueMs: overdueMs(match, atMs) }))
    .filter(({ overdueMs }) => overdueMs > 0)
    .sort((a, b) => b.overdueMs - a.overdueMs || a.index - b.index)
    .slice(0, MOST_FACES)
    .map(({ index }) => index);
}

/** How long a judgement has been due, ms; 0 or less where it is not due. */
function overdueMs({ track, overlap }: FaceMatch, atMs: number): number {
  // A face that hardly overlaps its expected place may be another person's.
  if (!track || overlap < SAME_FACE_IOU) return Number.POSITIVE_INFINITY;
  const { vote, refusedAtMs } = track;
  if (refusedAtMs !== null) return atMs - refusedAtMs - REFUSED_EVERY_MS;
  return atMs - vote.atMs - (vote.settled ? SETTLED_EVERY_MS : 0);
}
