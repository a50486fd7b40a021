import type { Size } from '../geometry.ts';
import type { JudgedFace } from './detector-types.ts';
import { dropEnclosed } from './find/suppress.ts';
import { isTooSmallForTiles } from './find/views.ts';
import type { CuttableFrame } from './frame/regions.ts';
import { ROTATED, type Rotation, UPRIGHT } from './frame/rotations.ts';

/** Probability that a box shows a face from which that is certain enough. */
const CERTAIN_FACE = 0.5;
/** Height of a large face, as a part of the picture's longer edge, at least. */
const LARGE_FACE_RATIO = 0.2;

/**
 * Whether a photograph needs a second look: no face is certain, or one is large. The head of a large one may be
 * turned in the picture, and a network may be certain and wrong about it.
 * @param frame size of the photograph, px
 */
export function needsAnotherLook(faces: readonly JudgedFace[], frame: Size): boolean {
  return noneIsCertain(faces) || faces.some((face) => isLarge(face, frame));
}

function noneIsCertain(faces: readonly JudgedFace[]): boolean {
  return !faces.some(isCertain);
}

function isCertain({ label, isFace }: JudgedFace): boolean {
  return label !== 'unsure' && isFace >= CERTAIN_FACE;
}

/** @param scale pixels of the photograph along one pixel of the box */
function isLarge({ box }: JudgedFace, frame: Size, scale = 1): boolean {
  return box.height * scale >= LARGE_FACE_RATIO * Math.max(frame.width, frame.height);
}

/**
 * Looks at a photograph again, rotated, for heads that lie, hang or lean, and upright where the first look was at
 * tiles: a smaller photograph has been seen from further away already. Certain faces count, of all sizes if the
 * first look was certain of none, else large ones. Of several faces at one place, the one that both networks are
 * surest of counts: they know upright faces best.
 * @param first faces of the first look
 * @param look finds and judges the faces of a frame; boxes are in pixels of that frame
 */
export async function lookAgain(
  frame: CuttableFrame,
  size: Size,
  first: readonly JudgedFace[],
  look: (frame: CuttableFrame) => Promise<readonly JudgedFace[]>,
): Promise<JudgedFace[]> {
  const faces = [...first];
  const ofAllSizes = noneIsCertain(first);
  for (const rotation of isTooSmallForTiles(size) ? ROTATED : [UPRIGHT, ...ROTATED]) {
    const rotated = rotation.rotate(frame);
    try {
      const scale = rotation.scale(size);
      const counts = (face: JudgedFace) =>
        isCertain(face) && (ofAllSizes || isLarge(face, size, scale));
      const seen = (await look(rotated)).filter(counts);
      faces.push(...seen.map((face) => rotateFaceBack(face, rotation, size)));
    } finally {
      if (!('planes' in rotated)) rotated.dispose();
    }
  }
  return dropEnclosed(faces.sort((a, b) => sureness(b) - sureness(a)));
}

/** Of a face and of what it wears, by the finder and by the classifier, 0 to 1. */
function sureness({ faceScore, confidence }: JudgedFace): number {
  return faceScore * confidence;
}

function rotateFaceBack(face: JudgedFace, rotation: Rotation, frame: Size): JudgedFace {
  const { box, landmarks } = face;
  return {
    ...face,
    box: rotation.boxBack(box, frame),
    ...(landmarks && { landmarks: landmarks.map((mark) => rotation.pointBack(mark, frame)) }),
  };
}
