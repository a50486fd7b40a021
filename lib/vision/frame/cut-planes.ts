import type { Box, Size } from '../../geometry.ts';
import type { ColourTransform, FramePlanes, Plane } from './frame-planes.ts';

/**
 * Crops planes on the processor with the same result as `cutRegions` for a tensor. It reads only
 * the needed parts of a frame of 1280 x 720 pixels, once, and makes no tensor of the whole frame.
 */

/** Samples along an edge for each pixel of the result. Their mean suppresses fine detail. */
export const OVERSAMPLING = 2;
/** Source values for a pixel along an edge: each sample is between two. */
const TAPS = 2 * OVERSAMPLING;
/** A sample is between two source rows. The next sample often uses the same two. */
const ROWS_KEPT = 2;

/** How the pixels along one edge of the result are computed from the values of a plane. */
interface Axis {
  /** `TAPS` indices of source values for each pixel... */
  readonly indices: Int32Array;
  /** ...and their weights, with the sum `inside`. */
  readonly weights: Float32Array;
  /** Share of the samples of each pixel that is inside the frame, 0 to 1. */
  readonly inside: Float32Array;
}

/**
 * @param regions may reach beyond the frame
 * @param size of the result, px
 * @param fill grey level, 0 to 255, of what lies beyond the frame
 * @returns [regions, height, width, 3], R G B, 0 to 255
 */
export function cutPlanes(
  frame: FramePlanes,
  regions: readonly Box[],
  size: Size,
  fill: number,
): Float32Array {
  const length = size.width * size.height * 3;
  const cuts = new Float32Array(regions.length * length);
  regions.forEach((region, i) => {
    const across = (plane: Size) =>
      axis(region.x, region.width, size.width, frame.width, plane.width);
    const down = (plane: Size) =>
      axis(region.y, region.height, size.height, frame.height, plane.height);
    const channels = frame.planes.map((plane) => resample(plane, across(plane), down(plane))) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const inside = { x: across(frame).inside, y: down(frame).inside };
    mix(channels, inside, frame.toRgb, fill, cuts.subarray(i * length, (i + 1) * length));
  });
  return cuts;
}

/**
 * @param start of the region, frame pixels
 * @param length of the region along this edge, frame pixels
 * @param size of the result along this edge, px
 * @param frameLength of the frame along this edge, px
 * @param planeLength of the plane along this edge, samples
 */
function axis(
  start: number,
  length: number,
  size: number,
  frameLength: number,
  planeLength: number,
): Axis {
  const indices = new Int32Array(size * TAPS);
  const weights = new Float32Array(size * TAPS);
  const inside = new Float32Array(size);
  const step = length / (size * OVERSAMPLING);
  const toPlane = planeLength / frameLength;
  for (let k = 0; k < size * OVERSAMPLING; k++) {
    // Pixel positions refer to the middle of the first pixel.
    const at = start + (k + 0.5) * step - 0.5;
    if (at < 0 || at > frameLength - 1) continue;
    const inPlane = Math.min(Math.max(0, (at + 0.5) * toPlane - 0.5), planeLength - 1);
    const before = Math.floor(inPlane);
    const share = inPlane - before;
    indices[2 * k] = before;
    indices[2 * k + 1] = Math.min(before + 1, planeLength - 1);
    weights[2 * k] = (1 - share) / OVERSAMPLING;
    weights[2 * k + 1] = share / OVERSAMPLING;
    const pixel = Math.floor(k / OVERSAMPLING);
    inside[pixel] = (inside[pixel] as number) + 1 / OVERSAMPLING;
  }
  return { indices, weights, inside };
}

/**
 * The [height, width] values of one plane. Source rows are resampled along x, each once, and mixed
 * along y.
 */
function resample(plane: Plane, x: Axis, y: Axis): Float32Array {
  const [width, height] = [x.inside.length, y.inside.length];
  const values = new Float32Array(width * height);
  const offsets = x.indices.map((index) => index * plane.sampleStride);
  const rows = Array.from({ length: ROWS_KEPT }, () => new Float32Array(width));
  const kept = new Int32Array(ROWS_KEPT).fill(-1);
  const row = (index: number): Float32Array => {
    const slot = index % ROWS_KEPT;
    const cut = rows[slot] as Float32Array;
    if (kept[slot] !== index) {
      kept[slot] = index;
      resampleRow(plane.data, plane.offset + index * plane.rowStride, offsets, x.weights, cut);
    }
    return cut;
  };
  for (let k = 0; k < height * OVERSAMPLING; k++) {
    const [shareAbove, shareBelow] = [y.weights[2 * k] as number, y.weights[2 * k + 1] as number];
    if (shareAbove === 0 && shareBelow === 0) continue;
    const above = row(y.indices[2 * k] as number);
    const below = row(y.indices[2 * k + 1] as number);
    const to = Math.floor(k / OVERSAMPLING) * width;
    for (let i = 0; i < width; i++) {
      values[to + i] =
        (values[to + i] as number) +
        (above[i] as number) * shareAbove +
        (below[i] as number) * shareBelow;
    }
  }
  return values;
}

function resampleRow(
  data: Uint8Array,
  start: number,
  offsets: Int32Array,
  weights: Float32Array,
  values: Float32Array,
): void {
  const at = (tap: number) => data[start + (offsets[tap] as number)] as number;
  for (let i = 0, t = 0; i < values.length; i++, t += TAPS) {
    values[i] =
      at(t) * (weights[t] as number) +
      at(t + 1) * (weights[t + 1] as number) +
      at(t + 2) * (weights[t + 2] as number) +
      at(t + 3) * (weights[t + 3] as number);
  }
}

/** Converts plane values to R, G and B, with the fill for samples beyond the frame. */
function mix(
  [p, q, r]: readonly [Float32Array, Float32Array, Float32Array],
  inside: Readonly<Record<'x' | 'y', Float32Array>>,
  toRgb: ColourTransform,
  fill: number,
  cut: Float32Array,
): void {
  const [width, height] = [inside.x.length, inside.y.length];
  toRgb.forEach(([ofP, ofQ, ofR, added], channel) => {
    for (let j = 0, from = 0; j < height; j++) {
      const insideRow = inside.y[j] as number;
      for (let i = 0; i < width; i++, from++) {
        const share = insideRow * (inside.x[i] as number);
        const beyond = (1 - share) * fill;
        const value =
          ofP * (p[from] as number) + ofQ * (q[from] as number) + ofR * (r[from] as number);
        const shown = Math.min(255 * share, Math.max(0, value + added * share));
        cut[3 * from + channel] = shown + beyond;
      }
    }
  });
}
