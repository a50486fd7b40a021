import { type Box, boxArea, intersect, type Size } from '../geometry.ts';
import type { JudgedFace } from './detector-types.ts';
import type { CuttableFrame } from './frame/regions.ts';
import { type QuarterTurns, turnBoxBack, turnFrame, turnPointBack } from './frame/turn.ts';

/** Least overlap of two boxes that show one face, as a share of the smaller box. */
const SAME_FACE_SHARE = 0.6;

/** Whether a photograph needs a second look: no face was found, or none with certainty. */
export function leavesDoubt(faces: readonly JudgedFace[]): boolean {
  return faces.every(({ label }) => label === 'unsure');
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
      const certain = seen.filter(({ label }) => label !== 'unsure');
      faces.push(...certain.map((face) => turnFaceBack(face, turns, size)));
    } finally {
      if (!('planes' in turned)) turned.dispose();
    }
  }
  faces.sort((a, b) => b.faceScore - a.faceScore);
  return faces.filter(({ box }, i) => !faces.slice(0, i).some((surer) => overlap(box, surer.box)));
}

function turnFaceBack(face: JudgedFace, turns: QuarterTurns, frame: Size): JudgedFace {
  const { box, landmarks } = face;
  return {
    ...face,
    box: turnBoxBack(box, turns, frame),
    ...(landmarks && { landmarks: landmarks.map((mark) => turnPointBack(mark, turns, frame)) }),
  };
}

function overlap(a: Box, b: Box): boolean {
  const common = intersect(a, b);
  return common !== null && boxArea(common) > SAME_FACE_SHARE * Math.min(boxArea(a), boxArea(b));
}
