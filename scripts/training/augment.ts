import sharp from 'sharp';
import { PATCH_MARGIN, PATCH_SIZE } from './crops.ts';
import { between, normal, type Random } from './random.ts';

/**
 * Variation for training: the notes' random resized crop, rotation and flip, and what a street
 * camera does to a face: shift of the finder's box, blur, low resolution, light, colour, noise, JPEG,
 * something in front. Each probability and range is here, and nowhere else.
 */
export const AUGMENTATION = {
  /** Crop edge relative to the rule's. */
  scale: [0.82, 1.25],
  /** Of the crop's edge, each way. */
  shift: 0.09,
  rotationDegrees: 15,
  flip: 0.5,
  /** The frame's edge cuts through the crop. A tight portrait has such edges, a street face has not,
   * and the class must not be read off them. */
  frameEdge: { probability: 0.25, depth: [0.03, 0.3] },
  lowResolution: { probability: 0.35, pixels: [16, 75] },
  blur: { probability: 0.15, sigma: [0.6, 2.2] },
  brightness: [-0.22, 0.22],
  contrast: [0.7, 1.35],
  saturation: [0.5, 1.4],
  colourCast: 0.1,
  grey: 0.06,
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
  let pixels = transform(patch, size, fill, randomView(random), lowPass(size, random));
  if (random() < AUGMENTATION.occlusion.probability) occlude(pixels, size, random);
  vary(pixels, random);
  if (random() < AUGMENTATION.blur.probability) {
    pixels = boxBlur(pixels, size, between(random, ...AUGMENTATION.blur.sigma));
  }
  if (random() < AUGMENTATION.noise.probability) addNoise(pixels, random);
  if (random() < AUGMENTATION.jpeg.probability) pixels = await recompress(pixels, size, random);
  if (random() < AUGMENTATION.frameEdge.probability) cutAtEdge(pixels, size, fill, random);
  return pixels;
}

/** The patch's middle as the site would cut it: nothing random. For validation and test. */
export function centreCrop(patch: Uint8Array, size: number, fill: number): Float32Array {
  return transform(patch, size, fill, { scale: 1, angle: 0, dx: 0, dy: 0, flip: false }, size);
}

interface View {
  /** Crop edge relative to the rule's. */
  readonly scale: number;
  /** Radians. */
  readonly angle: number;
  /** Parts of the crop's edge. */
  readonly dx: number;
  readonly dy: number;
  readonly flip: boolean;
}

function randomView(random: Random): View {
  const { scale, shift, rotationDegrees, flip } = AUGMENTATION;
  const most = (rotationDegrees * Math.PI) / 180;
  return {
    scale: between(random, ...scale),
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
  const small = sampleView(patch, resolution, fill, view);
  return resolution === size ? small : resize(small, resolution, size);
}

function sampleView(patch: Uint8Array, size: number, fill: number, view: View): Float32Array {
  const out = new Float32Array(size * size * CHANNELS);
  const cropEdge = (PATCH_SIZE / PATCH_MARGIN) * view.scale;
  const cos = Math.cos(view.angle) * (cropEdge / size);
  const sin = Math.sin(view.angle) * (cropEdge / size);
  const middle = (PATCH_SIZE - 1) / 2;
  const centreX = middle + view.dx * cropEdge;
  const centreY = middle + view.dy * cropEdge;
  const mirror = view.flip ? -1 : 1;
  // A coarse view must average, not pick: several samples a pixel, as many as it spans.
  const taps = Math.max(1, Math.round(cropEdge / size / 1.5));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = (y * size + x) * CHANNELS;
      for (let ty = 0; ty < taps; ty++) {
        for (let tx = 0; tx < taps; tx++) {
          const u = (x + (tx + 0.5) / taps - size / 2) * mirror;
          const v = y + (ty + 0.5) / taps - size / 2;
          addSample(patch, centreX + cos * u - sin * v, centreY + sin * u + cos * v, fill, out, at);
        }
      }
      const share = 1 / (taps * taps);
      for (let c = 0; c < CHANNELS; c++) out[at + c] = (out[at + c] as number) * share;
    }
  }
  return out;
}

/** Adds the bilinear sample of the patch at x, y. */
function addSample(
  patch: Uint8Array,
  x: number,
  y: number,
  fill: number,
  out: Float32Array,
  at: number,
): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 >= PATCH_SIZE - 1 || y0 >= PATCH_SIZE - 1) {
    for (let c = 0; c < CHANNELS; c++) out[at + c] = (out[at + c] as number) + fill;
    return;
  }
  const fx = x - x0;
  const fy = y - y0;
  const topLeft = (y0 * PATCH_SIZE + x0) * CHANNELS;
  const bottomLeft = topLeft + PATCH_SIZE * CHANNELS;
  for (let c = 0; c < CHANNELS; c++) {
    const a = patch[topLeft + c] as number;
    const b = patch[topLeft + CHANNELS + c] as number;
    const d = patch[bottomLeft + c] as number;
    const e = patch[bottomLeft + CHANNELS + c] as number;
    const top = a + (b - a) * fx;
    const bottom = d + (e - d) * fx;
    out[at + c] = (out[at + c] as number) + top + (bottom - top) * fy;
  }
}

/** Bilinear, edges repeated. */
function resize(pixels: Float32Array, from: number, to: number): Float32Array {
  const out = new Float32Array(to * to * CHANNELS);
  const position = (i: number) => Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
  for (let y = 0; y < to; y++) {
    const sy = position(y);
    const y0 = Math.floor(sy);
    const y1 = Math.min(from - 1, y0 + 1);
    for (let x = 0; x < to; x++) {
      const sx = position(x);
      const x0 = Math.floor(sx);
      const x1 = Math.min(from - 1, x0 + 1);
      for (let c = 0; c < CHANNELS; c++) {
        const value = (px: number, py: number) => pixels[(py * from + px) * CHANNELS + c] as number;
        const top = value(x0, y0) + (value(x1, y0) - value(x0, y0)) * (sx - x0);
        const bottom = value(x0, y1) + (value(x1, y1) - value(x0, y1)) * (sx - x0);
        out[(y * to + x) * CHANNELS + c] = top + (bottom - top) * (sy - y0);
      }
    }
  }
  return out;
}

/** Light, contrast, saturation and colour cast, in place. */
function vary(pixels: Float32Array, random: Random): void {
  const brightness = between(random, ...AUGMENTATION.brightness) * 255;
  const contrast = between(random, ...AUGMENTATION.contrast);
  const saturation = random() < AUGMENTATION.grey ? 0 : between(random, ...AUGMENTATION.saturation);
  const cast = () => 1 + between(random, -AUGMENTATION.colourCast, AUGMENTATION.colourCast);
  const gain = [cast(), cast(), cast()] as const;
  for (let i = 0; i < pixels.length; i += CHANNELS) {
    const [r, g, b] = [pixels[i] as number, pixels[i + 1] as number, pixels[i + 2] as number];
    const grey = 0.299 * r + 0.587 * g + 0.114 * b;
    for (let c = 0; c < CHANNELS; c++) {
      const value = grey + ((pixels[i + c] as number) - grey) * saturation;
      const varied = ((value - 128) * contrast + 128 + brightness) * (gain[c] as number);
      pixels[i + c] = Math.min(255, Math.max(0, varied));
    }
  }
}

/** Two passes of a box filter each way: near enough to a Gaussian of that deviation, px. */
function boxBlur(pixels: Float32Array, size: number, sigma: number): Float32Array {
  const radius = Math.max(1, Math.round(Math.sqrt(6 * sigma * sigma + 1) / 2 - 0.5));
  let from = pixels;
  for (const step of [1, size, 1, size]) {
    const to = new Float32Array(from.length);
    const across = step === 1 ? size : 1;
    for (let line = 0; line < size; line++) {
      for (let c = 0; c < CHANNELS; c++) {
        const at = (i: number) =>
          (line * across + Math.min(size - 1, Math.max(0, i)) * step) * CHANNELS + c;
        let sum = 0;
        for (let i = -radius; i <= radius; i++) sum += from[at(i)] as number;
        for (let i = 0; i < size; i++) {
          to[at(i)] = sum / (2 * radius + 1);
          sum += (from[at(i + radius + 1)] as number) - (from[at(i - radius)] as number);
        }
      }
    }
    from = to;
  }
  return from;
}

function addNoise(pixels: Float32Array, random: Random): void {
  const sigma = between(random, ...AUGMENTATION.noise.sigma);
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = Math.min(255, Math.max(0, (pixels[i] as number) + sigma * normal(random)));
  }
}

async function recompress(
  pixels: Float32Array,
  size: number,
  random: Random,
): Promise<Float32Array> {
  const raw = Uint8Array.from(pixels, (value) => Math.round(value));
  const quality = Math.round(between(random, ...AUGMENTATION.jpeg.quality));
  const shape = { width: size, height: size, channels: CHANNELS } as const;
  const jpeg = await sharp(raw, { raw: shape }).jpeg({ quality }).toBuffer();
  return Float32Array.from(await sharp(jpeg).raw().toBuffer());
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
