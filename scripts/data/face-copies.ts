import * as tf from '@tensorflow/tfjs';
import { PATCH_MARGIN, PATCH_SIZE } from './crops/crops.ts';

/**
 * Finds copies of one face that a hash of the whole picture misses: mirrored, rotated, cropped
 * differently, or a tight portrait and a street photograph of the same shot. It compares the
 * shading of the faces, after removing the light.
 */

/** Patches i and j show one face in one photograph. */
export interface FaceCopy {
  readonly i: number;
  readonly j: number;
  /** Correlation of the two at their best alignment, 0 to 1. */
  readonly similarity: number;
}

/**
 * Least correlation of two patches that show one photograph. In the public sets, pairs from 0.9 on
 * are copies with few exceptions (one person in one pose); below 0.85 they mostly show different
 * people.
 */
const COPY_SIMILARITY = 0.9;

/** Least correlation of the coarse comparison at which a pair is compared closely. */
const CANDIDATE_SIMILARITY = 0.78;
const ANGLES = [0, 10, 20, 30, -10, -20, -30].map((degrees) => (degrees * Math.PI) / 180);

/** Edge of the reduced patch, px. */
const SMALL = PATCH_SIZE / 3;
/**
 * How a reduced patch is compared: cells along an edge, edge in pixels, radius of the local mean.
 */
interface Look {
  readonly cells: number;
  readonly edge: number;
  readonly reach: number;
}
/** Slightly smaller than the classifier's crop, so that borders and neighbours count little. */
const COARSE: Look = { cells: 12, edge: (0.92 * SMALL) / PATCH_MARGIN, reach: 3 };
const FINE: Look = { cells: 32, edge: (0.8 * SMALL) / PATCH_MARGIN, reach: 5 };

/** The transformation that aligns one patch with the other. */
interface Fit {
  readonly mirrored: boolean;
  /** Radians. */
  readonly angle: number;
  readonly scale: number;
  /** Pixels of the reduced patch. */
  readonly dx: number;
  readonly dy: number;
}
const PLAIN: Fit = { mirrored: false, angle: 0, scale: 1, dx: 0, dy: 0 };
/** First step sizes of the search for the best alignment, in the order of `nudged`. */
const STEPS = [0.09, 0.08, 2, 2] as const;
const ROUNDS = 8;
const SCALES = [0.65, 1.35] as const;

/** Rows compared at a time. It limits the size of the correlation table. */
const BLOCK = 512;

/**
 * All pairs of patches that show one face in one photograph, on the current engine. The time grows
 * with the square of the number: 8,000 patches take about three minutes on one core.
 * @param patches [270, 270, 3] uint8 each, as `crops.ts` cuts them. Faces under 24 px are too small
 * to compare.
 */
export async function findFaceCopies(
  patches: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<FaceCopy[]> {
  const small: Uint8Array[] = [];
  for await (const patch of patches) small.push(reduce(patch));
  const candidates = await findCandidates(small);
  const plain = new Map<number, Float32Array>();
  const plainLook = (j: number) => {
    const look = plain.get(j) ?? see(small[j] as Uint8Array, FINE, PLAIN);
    plain.set(j, look);
    return look;
  };
  return candidates.flatMap(({ i, j, fit }) => {
    const similarity = bestCorrelation(small[i] as Uint8Array, plainLook(j), fit);
    return similarity >= COPY_SIMILARITY ? [{ i, j, similarity }] : [];
  });
}

/** Pairs that look alike in some rotation or mirrored, each with its best alignment. */
async function findCandidates(small: readonly Uint8Array[]) {
  if (small.length === 0) return [];
  const length = COARSE.cells ** 2;
  const table = (from: number, to: number, fit: Fit) => {
    const rows = new Float32Array((to - from) * length);
    for (let i = from; i < to; i++) {
      rows.set(see(small[i] as Uint8Array, COARSE, fit), (i - from) * length);
    }
    return tf.tensor2d(rows, [to - from, length]);
  };
  const best = new Map<number, { similarity: number; fit: Fit }>();
  const all = table(0, small.length, PLAIN);
  for (const mirrored of [false, true]) {
    for (const angle of ANGLES) {
      const fit = { ...PLAIN, mirrored, angle };
      for (let from = 0; from < small.length; from += BLOCK) {
        const to = Math.min(small.length, from + BLOCK);
        // Each pair once: compare with the patches that follow the first one of the block.
        const others = small.length - from;
        const correlations = tf.tidy(() =>
          tf.matMul(table(from, to, fit), tf.slice(all, [from, 0]), false, true),
        );
        const values = await correlations.data();
        correlations.dispose();
        for (let i = from; i < to; i++) {
          for (let j = i + 1; j < small.length; j++) {
            const similarity = values[(i - from) * others + j - from] as number;
            if (similarity < CANDIDATE_SIMILARITY) continue;
            const key = i * small.length + j;
            if (similarity > (best.get(key)?.similarity ?? 0)) best.set(key, { similarity, fit });
          }
        }
      }
    }
  }
  all.dispose();
  return [...best].map(([key, { fit }]) => ({
    i: Math.floor(key / small.length),
    j: key % small.length,
    fit,
  }));
}

/** The best correlation near a first alignment: a search along each axis with decreasing steps. */
function bestCorrelation(patch: Uint8Array, other: Float32Array, first: Fit): number {
  const correlation = (fit: Fit) => dot(see(patch, FINE, fit), other);
  let best = { fit: first, value: correlation(first) };
  let size = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const before = best.value;
    for (const axis of STEPS.keys()) {
      for (const sign of [-1, 1]) {
        const fit = nudged(best.fit, axis, sign * size * (STEPS[axis] as number));
        if (fit.scale < SCALES[0] || fit.scale > SCALES[1]) continue;
        const value = correlation(fit);
        if (value > best.value) best = { fit, value };
      }
    }
    if (best.value === before) size /= 2;
  }
  return best.value;
}

function nudged(fit: Fit, axis: number, by: number): Fit {
  const name = (['angle', 'scale', 'dx', 'dy'] as const)[axis] as 'angle' | 'scale' | 'dx' | 'dy';
  return { ...fit, [name]: fit[name] + by };
}

/** Grey, at a third of the size. */
function reduce(patch: Uint8Array): Uint8Array {
  const out = new Uint8Array(SMALL * SMALL);
  for (let y = 0; y < SMALL; y++) {
    for (let x = 0; x < SMALL; x++) {
      let sum = 0;
      for (let v = 3 * y; v < 3 * y + 3; v++) {
        for (let u = 3 * x; u < 3 * x + 3; u++) {
          const at = (v * PATCH_SIZE + u) * 3;
          const [r, g, b] = [patch[at] ?? 0, patch[at + 1] ?? 0, patch[at + 2] ?? 0];
          sum += 0.299 * r + 0.587 * g + 0.114 * b;
        }
      }
      out[y * SMALL + x] = Math.round(sum / 9);
    }
  }
  return out;
}

/** The middle of a reduced patch minus its local mean, as a vector with length 1 and sum 0. */
function see(small: Uint8Array, { cells, edge, reach }: Look, fit: Fit): Float32Array {
  const grey = new Float32Array(cells * cells);
  const pitch = (edge * fit.scale) / cells;
  const cos = Math.cos(fit.angle) * pitch;
  const sin = Math.sin(fit.angle) * pitch;
  const mirror = fit.mirrored ? -1 : 1;
  const middle = (SMALL - 1) / 2;
  // Four samples for each cell: a coarse comparison must average.
  for (let y = 0; y < cells; y++) {
    for (let x = 0; x < cells; x++) {
      let sum = 0;
      for (let tap = 0; tap < 4; tap++) {
        const u = (x + 0.25 + 0.5 * (tap & 1) - cells / 2) * mirror;
        const v = y + 0.25 + 0.25 * (tap & 2) - cells / 2;
        sum += sample(
          small,
          middle + fit.dx + cos * u - sin * v,
          middle + fit.dy + sin * u + cos * v,
        );
      }
      grey[y * cells + x] = sum / 4;
    }
  }
  return normalized(lessLocalMean(grey, cells, reach));
}

/** Bilinear. Edges are repeated. */
function sample(small: Uint8Array, x: number, y: number): number {
  const px = Math.min(SMALL - 1.001, Math.max(0, x));
  const py = Math.min(SMALL - 1.001, Math.max(0, y));
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  const fx = px - x0;
  const fy = py - y0;
  const at = y0 * SMALL + x0;
  const top = (small[at] as number) * (1 - fx) + (small[at + 1] as number) * fx;
  const bottom = (small[at + SMALL] as number) * (1 - fx) + (small[at + SMALL + 1] as number) * fx;
  return top * (1 - fy) + bottom * fy;
}

/** Each value minus the mean of the square around it, computed with a summed-area table. */
function lessLocalMean(grey: Float32Array, cells: number, reach: number): Float32Array {
  const side = cells + 1;
  const sums = new Float64Array(side * side);
  for (let y = 0; y < cells; y++) {
    let row = 0;
    for (let x = 0; x < cells; x++) {
      row += grey[y * cells + x] as number;
      sums[(y + 1) * side + x + 1] = (sums[y * side + x + 1] as number) + row;
    }
  }
  const out = new Float32Array(grey.length);
  for (let y = 0; y < cells; y++) {
    const top = Math.max(0, y - reach) * side;
    const bottom = Math.min(cells, y + reach + 1) * side;
    for (let x = 0; x < cells; x++) {
      const left = Math.max(0, x - reach);
      const right = Math.min(cells, x + reach + 1);
      const sum =
        (sums[bottom + right] as number) -
        (sums[top + right] as number) -
        (sums[bottom + left] as number) +
        (sums[top + left] as number);
      const count = ((right - left) * (bottom - top)) / side;
      out[y * cells + x] = (grey[y * cells + x] as number) - sum / count;
    }
  }
  return out;
}

function normalized(values: Float32Array): Float32Array {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  // A flat patch has no shading to compare. It must not resemble anything.
  const factor = squares > values.length ? 1 / Math.sqrt(squares) : 0;
  return values.map((value) => (value - mean) * factor);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
