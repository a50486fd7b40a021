import * as tf from '@tensorflow/tfjs';

/** NLLLoss on log-softmax, as in the notes, with smoothed targets (Szegedy et al. 2016). */
export function smoothedNll(
  logits: tf.Tensor2D,
  truths: readonly number[],
  smoothing: number,
): tf.Scalar {
  const classes = logits.shape[1];
  const targets = tf.add(tf.mul(oneHot(truths, classes), 1 - smoothing), smoothing / classes);
  const perSample = tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1);
  return tf.neg(tf.mean(perSample) as tf.Scalar);
}

/** A sigmoid and a binary cross-entropy for each class, one against the rest; their mean. */
export function binaryCrossEntropy(logits: tf.Tensor2D, truths: readonly number[]): tf.Scalar {
  return tf.losses.sigmoidCrossEntropy(oneHot(truths, logits.shape[1]), logits);
}

function oneHot(truths: readonly number[], classes: number): tf.Tensor {
  return tf.oneHot(tf.tensor1d([...truths], 'int32'), classes);
}
