import type * as tf from '@tensorflow/tfjs-core';
import type { NamedWeights } from '../weights.ts';

/** A network without its last layer: pictures in, features out. */
export interface BackboneNetwork {
  /** Edge of the picture, px. */
  readonly inputSize: number;
  /** Channels that the head reads. */
  readonly featureCount: number;
  /**
   * @param image [N, inputSize, inputSize, 3], normalised as the manifest says
   * @returns [N, featureCount]. The caller tidies.
   */
  features(weights: NamedWeights, image: tf.Tensor4D): tf.Tensor2D;
}
