import * as tf from '@tensorflow/tfjs-core';
import { type NamedWeights, weight } from '../weights.ts';
import type { BackboneNetwork } from './backbone-network.ts';
import { INPUT_SIZES } from './names.ts';

/** Of the separable convolutions; 2 halves the resolution. */
export const STRIDES = [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1] as const;

/**
 * MobileNet v1 (Howard et al. 2017) with biases, and scales and shifts behind the depthwise convolutions:
 * what is left of its batch normalisation.
 */
export const FACE_MOBILENET: BackboneNetwork = {
  inputSize: INPUT_SIZES['face-mobilenet'],
  featureCount: 1024,
  features,
};

function features(weights: NamedWeights, image: tf.Tensor4D): tf.Tensor2D {
  const stem = tf.conv2d(image, weight<tf.Rank.R4>(weights, 'stem/kernel'), 2, 'same');
  let x = tf.relu6(tf.add<tf.Tensor4D>(stem, weight(weights, 'stem/bias')));
  STRIDES.forEach((stride, i) => {
    const at = (part: string) => weight<tf.Rank.R4>(weights, `layer${i}/${part}`);
    const filtered = tf.depthwiseConv2d(x, at('depthwise'), stride, 'same');
    const normed = tf.relu6(tf.add<tf.Tensor4D>(tf.mul(filtered, at('scale')), at('shift')));
    x = tf.relu6(tf.add<tf.Tensor4D>(tf.conv2d(normed, at('kernel'), 1, 'same'), at('bias')));
  });
  return tf.mean<tf.Tensor2D>(x, [1, 2]);
}
