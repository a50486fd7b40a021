import * as tf from '@tensorflow/tfjs-core';
import { type NamedWeights, weight } from '../weights.ts';

/** The mask head behind every network: 256 units, ReLU, dropout, one value an output. */

export const HIDDEN_UNITS = 256;

/**
 * The head on features [N, channels of the network].
 * @param dropout in training, a mask [N, 256] of 0 and 1 / (1 - rate); none in inference
 * @returns logits [N, outputs]
 */
export function maskHead(
  weights: NamedWeights,
  features: tf.Tensor2D,
  dropout?: tf.Tensor2D,
): tf.Tensor2D {
  const hidden = tf.relu(
    tf.add(
      tf.matMul(features, weight<tf.Rank.R2>(weights, 'head/hidden/kernel')),
      weight<tf.Rank.R1>(weights, 'head/hidden/bias'),
    ),
  ) as tf.Tensor2D;
  const kept = dropout ? (tf.mul(hidden, dropout) as tf.Tensor2D) : hidden;
  return tf.add(
    tf.matMul(kept, weight<tf.Rank.R2>(weights, 'head/output/kernel')),
    weight<tf.Rank.R1>(weights, 'head/output/bias'),
  );
}
