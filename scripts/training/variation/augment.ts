import type { Size } from '../../../lib/geometry.ts';
import { CROP_RULE } from '../../data/crops/crop-rule.ts';
import { PATCH_MARGIN, PATCH_SIZE } from '../../data/crops/crops.ts';
import { between, type Random } from '../../support/random.ts';
import { addNoise, blur, recompress, resize, varyLight } from './pixel-effects.ts';
import { type ImageView, type RgbImage, sampleView } from './sample-view.ts';

/**
 * Variation for training: the notes' random resized crop, rotation and flip, and what a street
 * camera does to a face: shift of the finder's box, blur, low resolution, light, colour, noise, JPEG,
 * something in front. Each probability and range is here, and nowhere else.
 */
const AUGMENTATION = {
  /** Crop edge relative to the rule's. */
  scale: [0.82, 1.25],
  /** Width as a part of height: a face that looks down or aside is foreshortened, */
  aspect: [0.8, 1.25],
  /** and some pictures are squeezed as a whole. */
  squeeze: { probability: 0.15, aspect: [0.6, 1.7] },
  /** Of the crop's edge, each way. */
  shift: 0.09,
  /** Either way: heads are held aslant; a part of the pictures is turned as far as upside down. */
  rotation: { degrees: 25, turned: { probability: 0.4, degrees: 180 } },
  flip: 0.5,
  /** The frame's edge cuts through the crop. A tight portrait has such edges, a street face has not,
   * and the class must not be read off them. */
  frameEdge: { probability: 0.25, depth: [0.03, 0.2] },
  /** The picture ends close around the face on all sides; beyond its box, in parts of the box. */
  tightFrame: { probability: 0.1, beyond: [-0.06, 0.2] },
  lowResolution: { probability: 0.35, pixels: [20, 75] },
  blur: { probability: 0.15, sigma: [0.6, 2.2] },
  light: {
    brightness: [-0.3, 0.22],
    contrast: [0.6, 1.4],
    saturation: [0.5, 1.4],
    colourCast: 0.1,
    grey: 0.06,
  },
  noise: { probability: 0.25, sigma: [2, 12] },
  jpeg: { probability: 0.25, quality: [20, 75] },
  occlusion: { probability: 0.12, edge: [0.1, 0.3] },
} as const;

const CHANNELS = 3;

/**
 * One training picture from a patch, `size` x `size` RGB, 0 to 255.
 * @param fill grey level of what lies beyond the patch
 */
export async function augment(
  patch: Uint8Array,
  size: number,
  fill: number,
  random: Random,
): Promise<Float32Array> {
  const tight = random() < AUGMENTATION.tightFrame.probability;
  const view = randomView(random, tight);
  let pixels = transform(patch, size, fill, view, lowPass(size, random));
  if (random() < AUGMENTATION.occlusion.probability) occlude(pixels, size, random);
  varyLight(pixels, AUGMENTATION.light, random);
  const { blur: blurred, noise, jpeg, frameEdge } = AUGMENTATION;
  if (random() < blurred.probability)
    pixels = blur(pixels, squareOf(size), between(random, ...blurred.sigma));
  if (random() < noise.probability) addNoise(pixels, between(random, ...noise.sigma), random);
  if (random() < jpeg.probability) {
    pixels = await recompress(pixels, squareOf(size), Math.round(between(random, ...jpeg.quality)));
  }
  restorePadding(pixels, patch, size, fill, view);
  if (tight) cutAroundFace(pixels, size, fill, view, random);
  else if (random() < frameEdge.probability) cutAtEdge(pixels, size, fill, random);
  return pixels;
}

/**
 * One training picture with the notes' variation alone: another scale and place, a small rotation,
 * a flip. A frozen backbone cannot learn to see through more.
 * @param fill grey level of what lies beyond the patch
 */
export function augmentLightly(
  patch: Uint8Array,
  size: number,
  fill: number,
  random: Random,
): Float32Array {
  const view = drawView(random, AUGMENTATION.rotation.degrees, () => 1);
  return transform(patch, size, fill, view, size);
}

/** The patch's middle as the site would cut it: nothing random. For validation and test. */
export function centreCrop(patch: Uint8Array, size: number, fill: number): Float32Array {
  return transform(
    patch,
    size,
    fill,
    { scale: 1, aspect: 1, angle: 0, dx: 0, dy: 0, flip: false },
    size,
  );
}

interface View {
  /** Crop edge relative to the rule's. */
  readonly scale: number;
  /** Width as a part of height. */
  readonly aspect: number;
  /** Radians. */
  readonly angle: number;
  /** Parts of the crop's edge. */
  readonly dx: number;
  readonly dy: number;
  readonly flip: boolean;
}

/** @param upright a tight frame is not turned with the head in it */
function randomView(random: Random, upright: boolean): View {
  const { aspect, squeeze, rotation } = AUGMENTATION;
  const shape = random() < squeeze.probability ? squeeze.aspect : aspect;
  const [narrow, wide] = shape.map(Math.log) as [number, number];
  const turned = !upright && random() < rotation.turned.probability;
  const degrees = turned ? rotation.turned.degrees : rotation.degrees;
  return drawView(random, degrees, () => Math.exp(between(random, narrow, wide)));
}

/** @param degrees of rotation at most, either way @param aspect drawn after the scale */
function drawView(random: Random, degrees: number, aspect: () => number): View {
  const { scale, shift, flip } = AUGMENTATION;
  const most = (degrees * Math.PI) / 180;
  return {
    scale: between(random, ...scale),
    aspect: aspect(),
    angle: between(random, -most, most),
    dx: between(random, -shift, shift),
    dy: between(random, -shift, shift),
    flip: random() < flip,
  };
}

/** Pixels across that the face is to be seen with, at most `size`. */
function lowPass(size: number, random: Random): number {
  const { probability, pixels } = AUGMENTATION.lowResolution;
  return random() < probability ? Math.round(between(random, ...pixels)) : size;
}

/** Samples the patch through a view at `resolution` pixels, brought to `size`. */
function transform(
  patch: Uint8Array,
  size: number,
  fill: number,
  view: View,
  resolution: number,
): Float32Array {
  const small = sampleView(imageOf(patch), regionOf(view), squareOf(resolution), fill);
  return resolution === size ? small : resize(small, resolution, size);
}

function imageOf(patch: Uint8Array): RgbImage {
  return { data: patch, width: PATCH_SIZE, height: PATCH_SIZE };
}

function squareOf(edge: number): Size {
  return { width: edge, height: edge };
}

function regionOf(view: View): ImageView {
  const cropEdge = PATCH_SIZE / PATCH_MARGIN;
  return {
    centreX: PATCH_SIZE / 2 + view.dx * cropEdge,
    centreY: PATCH_SIZE / 2 + view.dy * cropEdge,
    width: cropEdge * view.scale * Math.sqrt(view.aspect),
    height: (cropEdge * view.scale) / Math.sqrt(view.aspect),
    angle: view.angle,
    flip: view.flip,
  };
}

/**
 * What lies beyond the photograph is the plain fill again, whatever light and noise made of it: that is
 * what the site pads with, and a class must not be read off the padding.
 */
function restorePadding(
  pixels: Float32Array,
  patch: Uint8Array,
  size: number,
  fill: number,
  view: View,
): void {
  const padding = new Uint8Array(patch.length);
  let padded = false;
  for (let i = 0; i < patch.length; i += CHANNELS) {
    if (patch[i] !== fill || patch[i + 1] !== fill || patch[i + 2] !== fill) continue;
    padding.fill(255, i, i + CHANNELS);
    padded = true;
  }
  if (!padded) return;
  const share = sampleView(imageOf(padding), regionOf(view), squareOf(size), 255);
  for (let i = 0; i < pixels.length; i++) {
    if ((share[i] as number) > 254) pixels[i] = fill;
  }
}

/** A flat rectangle of a random colour somewhere: a hand, a phone, somebody's shoulder. */
function occlude(pixels: Float32Array, size: number, random: Random): void {
  const edge = () => Math.round(between(random, ...AUGMENTATION.occlusion.edge) * size);
  const [width, height] = [edge(), edge()];
  const left = Math.floor(random() * (size - width));
  const top = Math.floor(random() * (size - height));
  const colour = [random() * 255, random() * 255, random() * 255];
  paint(pixels, size, { left, top, right: left + width, bottom: top + height }, colour);
}

function cutAtEdge(pixels: Float32Array, size: number, fill: number, random: Random): void {
  const depth = Math.round(between(random, ...AUGMENTATION.frameEdge.depth) * size);
  const area = { left: 0, top: 0, right: size, bottom: size };
  const side = Math.floor(random() * 4);
  if (side === 0) area.right = depth;
  if (side === 1) area.bottom = depth;
  if (side === 2) area.left = size - depth;
  if (side === 3) area.top = size - depth;
  paint(pixels, size, area, [fill, fill, fill]);
}

/** The frame ends around the face's box, which the view has moved and scaled. */
function cutAroundFace(
  pixels: Float32Array,
  size: number,
  fill: number,
  { scale, aspect, dx, dy, flip }: View,
  random: Random,
): void {
  const half = size / 2 / CROP_RULE.sideRatio / scale;
  const stretch = Math.sqrt(aspect);
  const [halfWidth, halfHeight] = [half / stretch, half * stretch];
  const centreX = size / 2 - ((flip ? -dx : dx) / scale / stretch) * size;
  const centreY = size / 2 - ((dy * stretch) / scale) * size;
  const at = (middle: number, reach: number) => {
    const beyond = 1 + 2 * between(random, ...AUGMENTATION.tightFrame.beyond);
    return Math.min(size, Math.max(0, Math.round(middle + reach * beyond)));
  };
  const left = at(centreX, -halfWidth);
  const right = at(centreX, halfWidth);
  const top = at(centreY, -halfHeight);
  const bottom = at(centreY, halfHeight);
  const plain = [fill, fill, fill];
  paint(pixels, size, { left: 0, top: 0, right: size, bottom: top }, plain);
  paint(pixels, size, { left: 0, top: bottom, right: size, bottom: size }, plain);
  paint(pixels, size, { left: 0, top, right: left, bottom }, plain);
  paint(pixels, size, { left: right, top, right: size, bottom }, plain);
}

function paint(
  pixels: Float32Array,
  size: number,
  area: { left: number; top: number; right: number; bottom: number },
  colour: readonly number[],
): void {
  for (let y = area.top; y < area.bottom; y++) {
    for (let x = area.left; x < area.right; x++) {
      for (let c = 0; c < CHANNELS; c++)
        pixels[(y * size + x) * CHANNELS + c] = colour[c] as number;
    }
  }
}
