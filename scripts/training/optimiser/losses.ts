import * as tf from '@tensorflow/tfjs';

/** The outputs of one class, by index, in the order of the classes. */
export type OutputGroups = readonly (readonly number[])[];

/** The truth of a sample. */
export interface Truth {
  /** Index of the class. */
  readonly class: number;
  /** Index of the output, where the label tells which of the class's outputs is meant. */
  readonly output?: number;
}

/**
 * The loss where some labels name a class alone and others one of its outputs. Its first part is -log of the
 * class's probability, the sum of its outputs'. Where the label names an output, -log of that output's share
 * in its class is added; the sum is then -log of the output's own probability. Both parts have smoothed
 * targets.
 * @param logits [N, outputs]
 */
export function partialLabelLoss(
  logits: tf.Tensor2D,
  truths: readonly Truth[],
  groups: OutputGroups,
  smoothing: number,
): tf.Scalar {
  const columns = (own: readonly number[]) =>
    tf.gather(logits, tf.tensor1d([...own], 'int32'), 1) as tf.Tensor2D;
  const ofClasses = tf.stack(
    groups.map((own) => tf.logSumExp(columns(own), 1)),
    1,
  ) as tf.Tensor2D;
  const classLoss = smoothedNll(
    ofClasses,
    truths.map((truth) => truth.class),
    smoothing,
  );
  const outputLosses = groups.flatMap((own) => {
    const known = truths.flatMap(({ output }, i) =>
      output !== undefined && own.length > 1 && own.includes(output) ? [{ i, output }] : [],
    );
    if (known.length === 0) return [];
    const rows = tf.tensor1d(
      known.map(({ i }) => i),
      'int32',
    );
    const loss = smoothedNll(
      tf.gather(columns(own), rows),
      known.map(({ output }) => own.indexOf(output)),
      smoothing,
    );
    // The mean is over the known ones; they count as the samples of the batch that they are.
    return [tf.mul<tf.Scalar>(loss, known.length / truths.length)];
  });
  return tf.addN([classLoss, ...outputLosses]) as tf.Scalar;
}

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
