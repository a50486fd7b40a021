import { type Box, intersectionOverUnion, SAME_FACE_IOU, scaleBox } from '../../lib/geometry.ts';
import type { AnnotatedPhotograph } from '../data/photograph.ts';

/** IoU from which a judged box is an annotated face. */
export const MATCH_IOU = SAME_FACE_IOU;
/** Faces from this part of the picture's longer edge on are those that a checker must not miss. */
export const LARGE_FACE_RATIO = 0.08;

/** The boxes of a photograph, in the pixels of the judged ones. */
type KnownFaces = Pick<AnnotatedPhotograph, 'faces' | 'unlabelled' | 'ignored'>;

interface MatchedFaces<F> {
  /** What was made of each annotated face, in their order; null where it was not found. */
  readonly judged: readonly (F | null)[];
  /** Boxes on faces that the annotators left out. */
  readonly leftOut: readonly F[];
  /** Boxes on what may be a face: counted neither way. */
  readonly ignored: readonly F[];
  /** Boxes on nothing that is known to be a face. */
  readonly unmatched: readonly F[];
}

/** Pairs annotated and found faces one to one, best overlap first; says of the others where they lie. */
export function matchFaces<F extends { readonly box: Box }>(
  { faces: annotated, unlabelled, ignored }: KnownFaces,
  faces: readonly F[],
): MatchedFaces<F> {
  const marked = annotated.map(({ box }) => box);
  const { judged, rest } = pair(marked, faces);
  const onLeftOut = pair(
    unlabelled.map(({ box }) => box),
    rest,
  );
  const onIgnored = (face: F) =>
    ignored.some((box) => intersectionOverUnion(box, face.box) >= MATCH_IOU);
  return {
    judged,
    leftOut: onLeftOut.judged.filter((face) => face !== null),
    ignored: onLeftOut.rest.filter(onIgnored),
    unmatched: onLeftOut.rest.filter((face) => !onIgnored(face)),
  };
}

/** The boxes of a photograph in the pixels of a frame. @param scale photograph pixels for one of the frame */
export function inFrame({ faces, unlabelled, ignored }: KnownFaces, scale: number): KnownFaces {
  const scaled = <T extends { readonly box: Box }>(item: T) => ({
    ...item,
    box: scaleBox(item.box, 1 / scale),
  });
  return {
    faces: faces.map(scaled),
    unlabelled: unlabelled.map(scaled),
    ignored: ignored.map((box) => scaleBox(box, 1 / scale)),
  };
}

/** One to one, best overlap first. @returns for each box its face or null; and the faces left over */
function pair<F extends { readonly box: Box }>(
  boxes: readonly Box[],
  faces: readonly F[],
): { judged: (F | null)[]; rest: F[] } {
  const pairs = boxes
    .flatMap((box, a) =>
      faces.map((face, f) => ({ a, f, iou: intersectionOverUnion(box, face.box) })),
    )
    .filter(({ iou }) => iou >= MATCH_IOU)
    .sort((x, y) => y.iou - x.iou);
  const judged = new Array<F | null>(boxes.length).fill(null);
  const used = new Set<number>();
  for (const { a, f } of pairs) {
    if (judged[a] || used.has(f)) continue;
    judged[a] = faces[f] as F;
    used.add(f);
  }
  return { judged, rest: faces.filter((_, f) => !used.has(f)) };
}
