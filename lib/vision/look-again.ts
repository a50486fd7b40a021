import type { Size } from '../geometry.ts';
import type { JudgedFace } from './detector-types.ts';
import { dropEnclosed } from './find/suppress.ts';
import { isTooSmallForTiles } from './find/views.ts';
import type { CuttableFrame } from './frame/regions.ts';
import { type QuarterTurns, turnBoxBack, turnFrame, turnPointBack } from './frame/turn.ts';

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

function isLarge({ box }: JudgedFace, frame: Size): boolean {
  return box.height >= LARGE_FACE_RATIO * Math.max(frame.width, frame.height);
}

/**
 * Looks at a photograph again, rotated by quarter turns, for heads that lie or hang, and upright where
 * the first look was at tiles: a smaller photograph has been seen from further away already. Certain faces
 * count, of all sizes if the first look was certain of none, else large ones. Of several faces at one place,
 * the one that both networks are surest of counts: they know upright faces best.
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
  const rotations: readonly QuarterTurns[] = isTooSmallForTiles(size) ? [1, 2, 3] : [0, 1, 2, 3];
  for (const turns of rotations) {
    const turned = turnFrame(frame, turns);
    try {
      const seen = await look(turned);
      const counted = seen.filter((face) => isCertain(face) && (ofAllSizes || isLarge(face, size)));
      faces.push(...counted.map((face) => turnFaceBack(face, turns, size)));
    } finally {
      if (!('planes' in turned)) turned.dispose();
    }
  }
  return dropEnclosed(faces.sort((a, b) => sureness(b) - sureness(a)));
}

/** Of a face and of what it wears, by the finder and by the classifier, 0 to 1. */
function sureness({ faceScore, confidence }: JudgedFace): number {
  return faceScore * confidence;
}

function turnFaceBack(face: JudgedFace, turns: QuarterTurns, frame: Size): JudgedFace {
  const { box, landmarks } = face;
  return {
    ...face,
    box: turnBoxBack(box, turns, frame),
    ...(landmarks && { landmarks: landmarks.map((mark) => turnPointBack(mark, turns, frame)) }),
  };
}
