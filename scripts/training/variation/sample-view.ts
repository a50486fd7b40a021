import * as tf from '@tensorflow/tfjs';
import type { Size } from '../../../lib/geometry.ts';

/** RGB pixels, rows from the top, 3 bytes a pixel. */
export interface RgbImage extends Size {
  readonly data: Uint8Array;
}

/** [height, width, 3], float32, 0 to 255. The caller disposes. */
export function imageTensor({ data, width, height }: RgbImage): tf.Tensor3D {
  return tf.tensor3d(Float32Array.from(data), [height, width, 3]);
}

/** A rectangle of an image, possibly turned and mirrored. */
export interface ImageView extends Size {
  /** Middle, image pixels (the middle of the first pixel is 0.5). */
  readonly centreX: number;
  readonly centreY: number;
  /** Radians. */
  readonly angle: number;
  readonly flip: boolean;
}

const CHANNELS = 3;
/** Image pixels for each sample along an edge, at most; their mean keeps fine detail quiet. */
const SAMPLE_PITCH = 1.5;

/**
 * The view at a size of its own, RGB, 0 to 255, bilinear; several samples a pixel where the view is
 * coarser than the image, so that it averages and does not pick.
 * @param fill grey level of what lies beyond the image
 * @returns [height, width, 3]
 */
export function sampleView(
  image: RgbImage,
  view: ImageView,
  size: Size,
  fill: number,
): Float32Array {
  const { width, height } = size;
  const out = new Float32Array(width * height * CHANNELS);
  const { originX, originY, perColumn, perRow } = mapping(view, size);
  const pitch = Math.sqrt((view.width * view.height) / (width * height));
  const taps = Math.max(1, Math.round(pitch / SAMPLE_PITCH));
  const share = 1 / (taps * taps);
  // No functions within the loops: tsx names each where it is made, which took half of the time.
  for (let ty = 0; ty < taps; ty++) {
    for (let tx = 0; tx < taps; tx++) {
      const [dx, dy] = [(tx + 0.5) / taps, (ty + 0.5) / taps];
      for (let y = 0, at = 0; y < height; y++) {
        let imageX = originX + perColumn.x * dx + perRow.x * (y + dy) - 0.5;
        let imageY = originY + perColumn.y * dx + perRow.y * (y + dy) - 0.5;
        for (let x = 0; x < width; x++, at += CHANNELS) {
          addSample(image, imageX, imageY, fill, share, out, at);
          imageX += perColumn.x;
          imageY += perColumn.y;
        }
      }
    }
  }
  return out;
}

/**
 * Paints what lies beyond the image, in place, at one sample a pixel: after effects of light and noise
 * the padding must again be what the site pads with.
 */
export function repaintBeyond(
  pixels: Float32Array,
  image: Size,
  view: ImageView,
  size: Size,
  fill: number,
): void {
  const { originX, originY, perColumn, perRow } = mapping(view, size);
  for (let y = 0, at = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++, at += CHANNELS) {
      const imageX = originX + perColumn.x * (x + 0.5) + perRow.x * (y + 0.5);
      const imageY = originY + perColumn.y * (x + 0.5) + perRow.y * (y + 0.5);
      const inside = imageX >= 0 && imageY >= 0 && imageX < image.width && imageY < image.height;
      if (!inside) pixels.fill(fill, at, at + CHANNELS);
    }
  }
}

/** From pixels of the view, at its size, to pixels of the image: the corner, and the steps from there. */
function mapping({ centreX, centreY, width, height, angle, flip }: ImageView, size: Size) {
  const across = (width / size.width) * (flip ? -1 : 1);
  const down = height / size.height;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const perColumn = { x: cos * across, y: sin * across };
  const perRow = { x: -sin * down, y: cos * down };
  return {
    originX: centreX - (perColumn.x * size.width + perRow.x * size.height) / 2,
    originY: centreY - (perColumn.y * size.width + perRow.y * size.height) / 2,
    perColumn,
    perRow,
  };
}

/** Adds a share of the bilinear sample at x, y, in indices of pixels. */
function addSample(
  { data, width, height }: RgbImage,
  x: number,
  y: number,
  fill: number,
  share: number,
  out: Float32Array,
  at: number,
): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  if (x0 < 0 || y0 < 0 || x0 >= width - 1 || y0 >= height - 1) {
    for (let c = 0; c < CHANNELS; c++) out[at + c] = (out[at + c] as number) + fill * share;
    return;
  }
  const fx = x - x0;
  const fy = y - y0;
  const topLeft = (y0 * width + x0) * CHANNELS;
  const bottomLeft = topLeft + width * CHANNELS;
  for (let c = 0; c < CHANNELS; c++) {
    const a = data[topLeft + c] as number;
    const b = data[topLeft + CHANNELS + c] as number;
    const d = data[bottomLeft + c] as number;
    const e = data[bottomLeft + CHANNELS + c] as number;
    const top = a + (b - a) * fx;
    const bottom = d + (e - d) * fx;
    out[at + c] = (out[at + c] as number) + (top + (bottom - top) * fy) * share;
  }
}
