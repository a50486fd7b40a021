import sharp from 'sharp';
import type { Size } from '../../../lib/geometry.ts';
import { between, normal, type Random } from '../../support/random.ts';

/** What happens to the pixels of an RGB picture, 0 to 255, [height, width, 3]. */

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

/** A square picture, bilinear, edges repeated. @param from its edge, px @param to that of the result */
export function resize(pixels: Float32Array, from: number, to: number): Float32Array {
  const out = new Float32Array(to * to * CHANNELS);
  const positions = Array.from({ length: to }, (_, i) =>
    Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5)),
  );
  // No functions within the loops: tsx names each where it is made, which took half of the time.
  let at = 0;
  for (const sy of positions) {
    const y0 = Math.floor(sy);
    const fy = sy - y0;
    const below = y0 < from - 1 ? from * CHANNELS : 0;
    for (const sx of positions) {
      const x0 = Math.floor(sx);
      const fx = sx - x0;
      const right = x0 < from - 1 ? CHANNELS : 0;
      const first = (y0 * from + x0) * CHANNELS;
      for (let i = first; i < first + CHANNELS; i++) {
        const a = pixels[i] as number;
        const c = pixels[i + below] as number;
        const top = a + ((pixels[i + right] as number) - a) * fx;
        const bottom = c + ((pixels[i + below + right] as number) - c) * fx;
        out[at++] = top + (bottom - top) * fy;
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
export function blur(pixels: Float32Array, size: Size, sigma: number): Float32Array {
  const radius = Math.max(1, Math.round(Math.sqrt(6 * sigma * sigma + 1) / 2 - 0.5));
  let from = pixels;
  for (const alongRows of [true, false, true, false]) {
    const to = new Float32Array(from.length);
    const [length, lines] = alongRows ? [size.width, size.height] : [size.height, size.width];
    const across = (alongRows ? size.width : 1) * CHANNELS;
    const stride = (alongRows ? 1 : size.width) * CHANNELS;
    for (let line = 0; line < lines; line++) {
      for (let c = 0; c < CHANNELS; c++) {
        const first = line * across + c;
        const last = first + (length - 1) * stride;
        let sum = 0;
        for (let i = -radius; i <= radius; i++) {
          sum += from[Math.min(last, Math.max(first, first + i * stride))] as number;
        }
        for (let i = 0; i < length; i++) {
          const at = first + i * stride;
          to[at] = sum / (2 * radius + 1);
          const entering = Math.min(last, at + (radius + 1) * stride);
          const leaving = Math.max(first, at - radius * stride);
          sum += (from[entering] as number) - (from[leaving] as number);
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
  size: Size,
  quality: number,
): Promise<Float32Array> {
  const raw = new Uint8Array(pixels.length);
  for (let i = 0; i < raw.length; i++) raw[i] = Math.round(pixels[i] as number);
  const shape = { width: size.width, height: size.height, channels: CHANNELS } as const;
  const jpeg = await sharp(raw, { raw: shape }).jpeg({ quality }).toBuffer();
  return new Float32Array(await sharp(jpeg).raw().toBuffer());
}
