import { type Box, boxArea, boxCentre, intersect } from '../../../lib/geometry.ts';
import { BLAZEFACE_INPUT_SIZE } from '../../../lib/vision/model/networks/blazeface.ts';
import { between, type Random } from '../../support/random.ts';
import { addNoise, blur, recompress, varyLight } from '../variation/pixel-effects.ts';
import { repaintBeyond, type SquareView, sampleSquare } from '../variation/sample-square.ts';
import type { MarkedImage } from './photographs.ts';

/** Variation of the finder's training views. */
const VIEW_VARIATION = {
  /** Height of the chosen face as a part of the view, drawn evenly on a logarithmic scale. */
  faceRatio: [0.035, 0.65],
  /** Part of the views that show the whole photograph, letterboxed. */
  whole: 0.2,
  flip: 0.5,
  /** Each way. A face's box keeps its size: heads tilt, boxes do not. */
  rotationDegrees: 12,
  light: {
    brightness: [-0.2, 0.2],
    contrast: [0.7, 1.3],
    saturation: [0.5, 1.4],
    colourCast: 0.08,
    grey: 0.05,
  },
  blur: { probability: 0.12, sigma: [0.6, 1.6] },
  noise: { probability: 0.15, sigma: [2, 10] },
  jpeg: { probability: 0.15, quality: [25, 75] },
} as const;

/** Beyond a photograph's edge the finder sees black. */
const FILL = 0;
/** Smallest view, image pixels: closer there is nothing to see. */
const SMALLEST_VIEW = 48;
/** A face counts in a view that shows at least this part of it. */
const VISIBLE = 0.6;

/** What the network is shown, and where its faces are. */
export interface TrainingView {
  /** [256, 256, 3], 0 to 255 */
  readonly pixels: Float32Array;
  /** Input pixels, 0 to 256. */
  readonly faces: readonly Box[];
  /** Faces that the view's edge cuts off, and faces perhaps: neither wanted nor wrong. */
  readonly ignored: readonly Box[];
  /** Whether the boxes are good enough to learn their edges from. */
  readonly boxesDrawn: boolean;
}

export async function randomTrainingView(
  { image, faces, ignored, boxes }: MarkedImage,
  random: Random,
): Promise<TrainingView> {
  const view = chooseView(image, faces, random);
  let pixels = sampleSquare(image, view, BLAZEFACE_INPUT_SIZE, FILL);
  const { light, blur: blurred, noise, jpeg } = VIEW_VARIATION;
  varyLight(pixels, light, random);
  if (random() < blurred.probability) {
    pixels = blur(pixels, BLAZEFACE_INPUT_SIZE, between(random, ...blurred.sigma));
  }
  if (random() < noise.probability) addNoise(pixels, between(random, ...noise.sigma), random);
  if (random() < jpeg.probability) {
    const quality = Math.round(between(random, ...jpeg.quality));
    pixels = await recompress(pixels, BLAZEFACE_INPUT_SIZE, quality);
  }
  repaintBeyond(pixels, image, view, BLAZEFACE_INPUT_SIZE, FILL);
  const inView = faces.map((box) => toViewPixels(box, view));
  const visible = (box: Box) => {
    const part = intersect(box, {
      x: 0,
      y: 0,
      width: BLAZEFACE_INPUT_SIZE,
      height: BLAZEFACE_INPUT_SIZE,
    });
    return part ? boxArea(part) / boxArea(box) : 0;
  };
  return {
    pixels,
    faces: inView.filter((box) => visible(box) >= VISIBLE),
    ignored: [
      ...inView.filter((box) => visible(box) > 0 && visible(box) < VISIBLE),
      ...ignored.map((box) => toViewPixels(box, view)).filter((box) => visible(box) > 0),
    ],
    boxesDrawn: boxes === 'drawn',
  };
}

/** A square around a random face, at a random size and place; sometimes the whole photograph. */
function chooseView(
  image: { width: number; height: number },
  faces: readonly Box[],
  random: Random,
): SquareView {
  const flip = random() < VIEW_VARIATION.flip;
  const mostTurned = (VIEW_VARIATION.rotationDegrees * Math.PI) / 180;
  const angle = between(random, -mostTurned, mostTurned);
  const longest = Math.max(image.width, image.height);
  const face = faces[Math.floor(random() * faces.length)];
  if (!face || random() < VIEW_VARIATION.whole) {
    return { centreX: image.width / 2, centreY: image.height / 2, edge: longest, angle, flip };
  }
  const [low, high] = VIEW_VARIATION.faceRatio;
  const ratio = Math.exp(between(random, Math.log(low), Math.log(high)));
  const wanted = Math.max(face.width, face.height) / ratio;
  const edge = Math.min(longest * 1.6, Math.max(SMALLEST_VIEW, wanted));
  const room = Math.max(0, edge - Math.max(face.width, face.height)) / 2;
  const centre = boxCentre(face);
  return {
    centreX: centre.x + between(random, -room, room),
    centreY: centre.y + between(random, -room, room),
    edge,
    angle,
    flip,
  };
}

function toViewPixels(box: Box, view: SquareView): Box {
  const factor = BLAZEFACE_INPUT_SIZE / view.edge;
  const centre = boxCentre(box);
  const [dx, dy] = [centre.x - view.centreX, centre.y - view.centreY];
  const [cos, sin] = [Math.cos(view.angle), Math.sin(view.angle)];
  // The inverse of how `sampleSquare` goes from the view to the image.
  const u = (cos * dx + sin * dy) * (view.flip ? -1 : 1);
  const v = cos * dy - sin * dx;
  const [width, height] = [box.width * factor, box.height * factor];
  return {
    x: BLAZEFACE_INPUT_SIZE / 2 + u * factor - width / 2,
    y: BLAZEFACE_INPUT_SIZE / 2 + v * factor - height / 2,
    width,
    height,
  };
}
