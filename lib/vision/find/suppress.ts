import { type Box, intersectionOverUnion, type Point, sharedPart } from '../../geometry.ts';

export interface FaceCandidate {
  /** Frame pixels; may reach beyond the frame. */
  readonly box: Box;
  /** The finder's confidence, 0 to 1. */
  readonly score: number;
  /** Eyes, nose, mouth, ears, in BlazeFace's order; frame pixels. */
  readonly landmarks: readonly Point[];
}

/**
 * Candidates that overlap by more than `iouThreshold` are one face: the strongest leads, and the
 * group's boxes are averaged by score (BlazeFace's own "blending", steadier than keeping one).
 * Strongest first.
 */
export function mergeOverlapping(
  candidates: readonly FaceCandidate[],
  iouThreshold: number,
): FaceCandidate[] {
  let rest = [...candidates].sort((a, b) => b.score - a.score);
  const merged: FaceCandidate[] = [];
  while (rest.length > 0) {
    const leader = rest[0] as FaceCandidate;
    const overlaps = (c: FaceCandidate) =>
      c === leader || intersectionOverUnion(leader.box, c.box) > iouThreshold;
    merged.push(blend(rest.filter(overlaps)));
    rest = rest.filter((c) => !overlaps(c));
  }
  return merged;
}

/** Part of the smaller of two boxes that lies in the larger, above which both are of one face. */
const ENCLOSED_SHARE = 0.6;

/**
 * Where most of one box lies in another, both are of one face, and the weaker goes. A part of a large face is
 * easily taken for a face of its own, in a close tile above all, and so is a face with all that is around
 * it.
 * @param faces strongest first, by whatever measure
 */
export function dropEnclosed<Face extends { readonly box: Box }>(faces: readonly Face[]): Face[] {
  const kept: Face[] = [];
  for (const face of faces) {
    const isPart = kept.some(({ box }) => sharedPart(box, face.box) > ENCLOSED_SHARE);
    if (!isPart) kept.push(face);
  }
  return kept;
}

/** The score-weighted mean of a group, with the score of its first and strongest member. */
function blend(group: readonly FaceCandidate[]): FaceCandidate {
  const total = group.reduce((sum, c) => sum + c.score, 0);
  const mean = (value: (c: FaceCandidate) => number) =>
    group.reduce((sum, c) => sum + value(c) * c.score, 0) / total;
  const leader = group[0] as FaceCandidate;
  return {
    box: {
      x: mean((c) => c.box.x),
      y: mean((c) => c.box.y),
      width: mean((c) => c.box.width),
      height: mean((c) => c.box.height),
    },
    score: leader.score,
    landmarks: leader.landmarks.map((_, i) => ({
      x: mean((c) => c.landmarks[i]?.x ?? 0),
      y: mean((c) => c.landmarks[i]?.y ?? 0),
    })),
  };
}
