import {
  type Box,
  boxArea,
  intersect,
  type Point,
  type Size,
  wholeOf,
} from '../../../lib/geometry.ts';
import { between, type Random } from '../../support/random.ts';
import { addNoise, blur, recompress, varyLight } from '../variation/pixel-effects.ts';
import { repaintBeyond, sampleView } from '../variation/sample-view.ts';
import { chooseView } from './choose-view.ts';
import type { MarkedImage } from './photographs.ts';
import { toViewBox, toViewLandmarks } from './view-pixels.ts';

/** Variation of the pixels of the finder's training views. */
const VARIATION = {
  light: {
    brightness: [-0.25, 0.2],
    contrast: [0.6, 1.35],
    saturation: [0.5, 1.4],
    colourCast: 0.1,
    grey: 0.07,
  },
  blur: { probability: 0.12, sigma: [0.6, 1.6] },
  noise: { probability: 0.12, sigma: [2, 10] },
  jpeg: { probability: 0.15, quality: [25, 75] },
} as const;

/** Beyond a photograph's edge the finder sees black. */
const FILL = 0;
/** A face counts in a view that shows at least this part of it. */
const VISIBLE_SHARE = 0.6;
/** Smaller faces count neither way: at this size nobody can tell whether they are faces. */
const SMALLEST_FACE_PX = 6;

export interface ViewFace {
  /** Input pixels. */
  readonly box: Box;
  /** In BlazeFace's order, input pixels; null where they are not known. */
  readonly landmarks: readonly Point[] | null;
}

/** What the network is shown, and where its faces are. */
export interface TrainingView {
  /** [height, width, 3], 0 to 255 */
  readonly pixels: Float32Array;
  readonly faces: readonly ViewFace[];
  /** What may be a face, and faces cut off by the view's edge: neither wanted nor wrong. Input pixels. */
  readonly ignored: readonly Box[];
  /** Whether the boxes are good enough to learn their edges from. */
  readonly boxesDrawn: boolean;
}

/** @param shape of the network's input, px */
export async function randomTrainingView(
  marked: MarkedImage,
  shape: Size,
  random: Random,
): Promise<TrainingView> {
  const { image, faces, ignored, boxes, view } = chooseView(marked, shape, random);
  let pixels = sampleView(image, view, shape, FILL);
  varyLight(pixels, VARIATION.light, random);
  const { blur: blurred, noise, jpeg } = VARIATION;
  if (random() < blurred.probability) {
    pixels = blur(pixels, shape, between(random, ...blurred.sigma));
  }
  if (random() < noise.probability) addNoise(pixels, between(random, ...noise.sigma), random);
  if (random() < jpeg.probability) {
    const quality = Math.round(between(random, ...jpeg.quality));
    pixels = await recompress(pixels, shape, quality);
  }
  repaintBeyond(pixels, image, view, shape, FILL);

  const seen = faces.map(({ box, landmarks }) => ({
    box: toViewBox(box, view, shape),
    landmarks: landmarks && toViewLandmarks(landmarks, view, shape),
  }));
  const counts = ({ box }: ViewFace) =>
    visiblePart(box, shape) >= VISIBLE_SHARE && Math.max(box.width, box.height) >= SMALLEST_FACE_PX;
  const doubtful = [
    ...seen.filter((face) => !counts(face)).map(({ box }) => box),
    ...ignored.map((box) => toViewBox(box, view, shape)),
  ];
  return {
    pixels,
    faces: seen.filter(counts),
    ignored: doubtful.filter((box) => visiblePart(box, shape) > 0),
    boxesDrawn: boxes === 'drawn',
  };
}

function visiblePart(box: Box, shape: Size): number {
  const part = intersect(box, wholeOf(shape));
  return part ? boxArea(part) / boxArea(box) : 0;
}
