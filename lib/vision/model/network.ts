import * as tf from '@tensorflow/tfjs-core';
import type { NamedWeights } from './weights.ts';

/** A network as a function of pixels. */
export interface Network {
  readonly weights: NamedWeights;
  /**
   * @param pixels [N, height, width, 3], float32, 0 to 255
   * @returns [N, ...]
   */
  readonly output: (pixels: tf.Tensor4D) => tf.Tensor;
}

/**
 * Computes a network.
 * @param batches pictures as the network takes them
 * @returns the outputs of all pictures, one after the other
 */
export type ComputeNetwork = (
  network: Network,
  batches: readonly tf.Tensor4D[],
) => Promise<Float32Array>;

/** On the current backend of TensorFlow.js, with one read-back, however many batches. */
export const computeOnBackend: ComputeNetwork = async ({ output }, batches) => {
  const outputs = tf.tidy(() =>
    tf.concat(
      batches.map((batch) => output(batch)),
      0,
    ),
  );
  const values = (await outputs.data()) as Float32Array;
  outputs.dispose();
  return values;
};
