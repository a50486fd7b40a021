import type { Size } from '../geometry.ts';
import type { JudgedFace } from './detector-types.ts';
import { dropEnclosed } from './find/suppress.ts';
import type { CuttableFrame } from './frame/regions.ts';
import { type QuarterTurns, turnBoxBack, turnFrame, turnPointBack } from './frame/turn.ts';

/** Probability that a box shows a face from which that is certain enough. */
const CERTAIN_FACE = 0.5;

/** Whether a photograph needs a second look: no face was found, or none with certainty. */
export function leavesDoubt(faces: readonly JudgedFace[]): boolean {
  return !faces.some(isCertain);
}

function isCertain({ label, isFace }: JudgedFace): boolean {
  return label !== 'unsure' && isFace >= CERTAIN_FACE;
}

/**
 * Looks at a photograph again, upright and rotated by 90, 180 and 270 degrees, for heads that lie
 * or hang. Certain faces count. Of several faces at one place, the one with the highest finder
 * score counts, because the finder knows upright faces best.
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
  for (const turns of [0, 1, 2, 3] as const) {
    const turned = turnFrame(frame, turns);
    try {
      const seen = await look(turned);
      faces.push(...seen.filter(isCertain).map((face) => turnFaceBack(face, turns, size)));
    } finally {
      if (!('planes' in turned)) turned.dispose();
    }
  }
  return dropEnclosed(faces.sort((a, b) => b.faceScore - a.faceScore));
}

function turnFaceBack(face: JudgedFace, turns: QuarterTurns, frame: Size): JudgedFace {
  const { box, landmarks } = face;
  return {
    ...face,
    box: turnBoxBack(box, turns, frame),
    ...(landmarks && { landmarks: landmarks.map((mark) => turnPointBack(mark, turns, frame)) }),
  };
}
