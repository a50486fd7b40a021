import { type Box, intersectionOverUnion } from '../../geometry.ts';
import type { ExpectedFace, JudgingPlan } from '../detector-types.ts';

/** Overlap, as intersection over union, from which a box is the face that was expected there. */
const SAME_FACE = 0.3;

/**
 * Which boxes a plan wants judged.
 * @returns indices of `boxes`, the most urgent first
 */
export function chooseFaces(
  boxes: readonly Box[],
  { expected, mostFaces }: JudgingPlan,
): readonly number[] {
  return boxes
    .map((box, index) => ({ index, overdueMs: overdueOf(box, expected) }))
    .filter(({ overdueMs }) => overdueMs > 0)
    .sort((a, b) => b.overdueMs - a.overdueMs || a.index - b.index)
    .slice(0, mostFaces)
    .map(({ index }) => index);
}

function overdueOf(box: Box, expected: readonly ExpectedFace[]): number {
  let overdueMs = Number.POSITIVE_INFINITY;
  let best = SAME_FACE;
  for (const face of expected) {
    const overlap = intersectionOverUnion(box, face.box);
    if (overlap < best) continue;
    best = overlap;
    overdueMs = face.overdueMs;
  }
  return overdueMs;
}
