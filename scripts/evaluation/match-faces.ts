import { type Box, intersectionOverUnion } from '../../lib/geometry.ts';
import type { AnnotatedFace } from '../data/dataset.ts';

/** IoU from which a judged box is an annotated face. */
export const MATCH_IOU = 0.3;

export interface MatchedFaces<F> {
  /** What was made of each annotated face, in their order; null where it was not found. */
  readonly judged: readonly (F | null)[];
  /** Judged boxes that no annotated face explains. */
  readonly unmatched: readonly F[];
}

/** Pairs annotated and found faces one to one, best overlap first. */
export function matchFaces<F extends { readonly box: Box }>(
  annotated: readonly AnnotatedFace[],
  faces: readonly F[],
): MatchedFaces<F> {
  const pairs = annotated
    .flatMap(({ box }, a) =>
      faces.map((face, f) => ({ a, f, iou: intersectionOverUnion(box, face.box) })),
    )
    .filter(({ iou }) => iou >= MATCH_IOU)
    .sort((x, y) => y.iou - x.iou);
  const judged = new Array<F | null>(annotated.length).fill(null);
  const used = new Set<number>();
  for (const { a, f } of pairs) {
    if (judged[a] || used.has(f)) continue;
    judged[a] = faces[f] as F;
    used.add(f);
  }
  return { judged, unmatched: faces.filter((_, f) => !used.has(f)) };
}
