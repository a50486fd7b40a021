import * as tf from '@tensorflow/tfjs';
import {
  type ClassLabel,
  classOf,
  type OutputLabel,
  WORN_WAYS,
  type WornWay,
} from '../../lib/vision/labels.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import type { OutputGroups, Truth } from './optimiser/losses.ts';

/** The outputs of a network for these classes: `incorrect_mask` has one for each way of wearing. */
export function outputsOf(classes: readonly ClassLabel[]): OutputLabel[] {
  return classes.flatMap((label): OutputLabel[] =>
    label === 'incorrect_mask' ? [...WORN_WAYS] : [label],
  );
}

/** The outputs of each class, by index. */
export function outputGroups(classes: readonly ClassLabel[]): OutputGroups {
  const outputs = outputsOf(classes);
  return classes.map((label) =>
    outputs.flatMap((output, i) => (classOf(output) === label ? [i] : [])),
  );
}

/** @param way how the mask is worn, where that is known */
export function truthOf(
  classes: readonly ClassLabel[],
  sample: { readonly truth: number; readonly way?: WornWay },
): Truth {
  const { truth, way } = sample;
  return { class: truth, ...(way && { output: outputsOf(classes).indexOf(way) }) };
}

/**
 * The network with an output for each of `wanted`. Outputs that take the place of one that stood for their
 * class begin as copies of it, with the class's probability shared out among them: as a whole the network
 * answers as before. The given weights that are not in the result are disposed.
 */
export function withOutputs(
  weights: NamedWeights,
  given: readonly OutputLabel[],
  wanted: readonly OutputLabel[],
): NamedWeights {
  const sources = wanted.map((output) =>
    given.includes(output) ? given.indexOf(output) : given.indexOf(classOf(output)),
  );
  if (sources.includes(-1)) throw new Error(`The network has no output for ${wanted.join(', ')}`);
  const shares = sources.map((source) => 1 / sources.filter((other) => other === source).length);
  const [kernel, bias] = [weights['head/output/kernel'], weights['head/output/bias']] as [
    tf.Tensor,
    tf.Tensor,
  ];
  const [wider, shared] = tf.tidy(() => {
    const at = tf.tensor1d(sources, 'int32');
    return [tf.gather(kernel, at, 1), tf.add(tf.gather(bias, at), tf.log(tf.tensor1d(shares)))];
  }) as [tf.Tensor, tf.Tensor];
  tf.dispose([kernel, bias]);
  return { ...weights, 'head/output/kernel': wider, 'head/output/bias': shared };
}
