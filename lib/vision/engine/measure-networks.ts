import * as tf from '@tensorflow/tfjs-core';
import type { Size } from '../../geometry.ts';
import { finderNetwork } from '../find/face-finder.ts';
import type { FinderSize } from '../find/sizes.ts';
import { classifierNetwork } from '../judge/mask-classifier.ts';
import type { Models } from '../model/models.ts';
import { computeOnBackend } from '../model/network.ts';

/** The outputs of both networks for a fixed picture on the current backend. */
export interface Measurement {
  /** Time for one picture and one face: the fastest run. */
  readonly ms: number;
  /** The part of it for the finder. */
  readonly findMs: number;
  /** Raw outputs of both networks, concatenated. */
  readonly outputs: Float32Array;
}

/**
 * Runs both networks on noise. The first run, which compiles, does not count.
 * @param runs number of timed runs, at least 1
 */
export async function measureNetworks(
  models: Models,
  runs: number,
  size: FinderSize = 'large',
): Promise<Measurement> {
  const { width, height } = models.finder.manifest.shapes[size][0] as Size;
  const picture = noise([1, height, width, 3]);
  const { inputSize } = models.classifier.manifest;
  const face = noise([1, inputSize, inputSize, 3]);
  try {
    await run(models, picture, face);
    let best: Measurement | null = null;
    for (let i = 0; i < runs; i++) {
      const measured = await run(models, picture, face);
      if (!best || measured.ms < best.ms) best = measured;
    }
    return best as Measurement;
  } finally {
    tf.dispose([picture, face]);
  }
}

/** Root mean square of the difference, relative to that of the reference. */
const LARGEST_DIFFERENCE = 0.02;

/**
 * Whether an engine computes the same as another one. Drivers and half precision have errors, and a
 * fast engine with wrong results is useless.
 */
export function computesTheSame(outputs: Float32Array, reference: Float32Array): boolean {
  let [error, power] = [0, 0];
  reference.forEach((value, i) => {
    error += ((outputs[i] ?? Number.NaN) - value) ** 2;
    power += value ** 2;
  });
  return Math.sqrt(error / power) <= LARGEST_DIFFERENCE;
}

async function run(
  { finder, classifier }: Models,
  picture: tf.Tensor4D,
  face: tf.Tensor4D,
): Promise<Measurement> {
  const startedAt = performance.now();
  const found = await computeOnBackend(finderNetwork(finder.weights), [picture]);
  const findMs = performance.now() - startedAt;
  const { manifest, weights } = classifier;
  const judged = await computeOnBackend(classifierNetwork(manifest, weights), [face]);
  const ms = performance.now() - startedAt;
  return { ms, findMs, outputs: Float32Array.from([...found, ...judged]) };
}

/** A picture of values from 0 to 255, the same on every device. */
function noise([views, height, width, channels]: [number, number, number, number]): tf.Tensor4D {
  const values = new Float32Array(views * height * width * channels);
  // The "quick and dirty" generator of Numerical Recipes. TensorFlow.js's own brings a library.
  let state = 1;
  for (let i = 0; i < values.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[i] = (255 * state) / 2 ** 32;
  }
  return tf.tensor(values, [views, height, width, channels]);
}
