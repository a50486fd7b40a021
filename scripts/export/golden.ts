import * as tf from '@tensorflow/tfjs';
import type { Batch } from './format.ts';

/** Golden pictures: more than one, so that an export which mixes them is noticed. */
const PICTURES = 3;
/** Coloured patches along an edge: edges and areas, as pictures have them. */
const PATCHES = 12;

/**
 * Smooth patches of random colours, whole numbers 0 to 255.
 * @param shape of a picture: [height, width, 3]
 */
export function goldenPictures(shape: readonly [number, number, number], seed: number): Batch {
  const values = tf.tidy(() => {
    const patches = tf.randomUniform<tf.Rank.R4>(
      [PICTURES, PATCHES, PATCHES, 3],
      0,
      255,
      'float32',
      seed,
    );
    return tf.round(tf.image.resizeBilinear(patches, [shape[0], shape[1]])).dataSync();
  });
  return { shape: [PICTURES, ...shape], values: new Float32Array(values) };
}

/**
 * The largest difference between an output and the site's; of values beyond 1, as a part of them.
 * @throws Error where they have different lengths
 */
export function largestDifference(output: Float32Array, site: Float32Array): number {
  if (output.length !== site.length) {
    throw new Error(`The output has ${output.length} values in place of ${site.length}`);
  }
  let largest = 0;
  for (const [i, wanted] of site.entries()) {
    const difference = Math.abs((output[i] as number) - wanted) / Math.max(1, Math.abs(wanted));
    // What is no number differs from everything.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
