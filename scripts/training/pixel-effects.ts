import sharp from 'sharp';
import { between, normal, type Random } from './random.ts';

/** What happens to the pixels of a square RGB picture, 0 to 255, `size` x `size` x 3. */

const CHANNELS = 3;

type Range = readonly [number, number];

export interface LightRanges {
  /** Added, as a part of full scale. */
  readonly brightness: Range;
  /** Factor around middle grey. */
  readonly contrast: Range;
  /** Factor; 0 is grey. */
  readonly saturation: Range;
  /** Largest change of a channel's gain. */
  readonly colourCast: number;
  /** Probability of a grey picture. */
  readonly grey: number;
}

/** Bilinear, edges repeated. */
export function resize(pixels: Float32Array, from: number, to: number): Float32Array {
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
export function varyLight(pixels: Float32Array, ranges: LightRanges, random: Random): void {
  const brightness = between(random, ...ranges.brightness) * 255;
  const contrast = between(random, ...ranges.contrast);
  const saturation = random() < ranges.grey ? 0 : between(random, ...ranges.saturation);
  const cast = () => 1 + between(random, -ranges.colourCast, ranges.colourCast);
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
export function blur(pixels: Float32Array, size: number, sigma: number): Float32Array {
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

/** Normal noise of that deviation, in place. */
export function addNoise(pixels: Float32Array, sigma: number, random: Random): void {
  for (let i = 0; i < pixels.length; i++) {
    pixels[i] = Math.min(255, Math.max(0, (pixels[i] as number) + sigma * normal(random)));
  }
}

/** Through JPEG and back. @param quality 1 to 100 */
export async function recompress(
  pixels: Float32Array,
  size: number,
  quality: number,
): Promise<Float32Array> {
  const raw = Uint8Array.from(pixels, (value) => Math.round(value));
  const shape = { width: size, height: size, channels: CHANNELS } as const;
  const jpeg = await sharp(raw, { raw: shape }).jpeg({ quality }).toBuffer();
  return Float32Array.from(await sharp(jpeg).raw().toBuffer());
}
