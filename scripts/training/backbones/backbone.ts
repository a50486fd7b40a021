import type * as tf from '@tensorflow/tfjs';
import type { MaskClassifierManifest } from '../../../lib/vision/model/manifest.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';

/** Where pretrained weights come from. */
export interface WeightsSource {
  /** A safetensors file; without one, the backbone's own origin. */
  readonly file?: string;
  /** Folder that downloads are kept in. */
  readonly cache: string;
}

/** A network without its last layer: pictures in, features out. */
export interface Backbone {
  readonly name: string;
  /** Edge of the picture, px. */
  readonly inputSize: number;
  /** What it was trained on: (pixel, 0 to 255, R G B, - mean) / std. */
  readonly normalization: MaskClassifierManifest['normalization'];
  /** Channels that the head reads. */
  readonly featureCount: number;
  /** Of an ImageNet classifier: weights in all, its own last layer included, to compare with published counts. */
  readonly classifierParameters?: number;
  /** @throws Error that says what to do where they cannot be had */
  pretrained(source: WeightsSource): Promise<NamedWeights>;
  /**
   * @param image [N, inputSize, inputSize, 3], normalised
   * @returns [N, featureCount]. The caller tidies.
   */
  features(weights: NamedWeights, image: tf.Tensor4D): tf.Tensor2D;
}
