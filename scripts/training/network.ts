import * as tf from '@tensorflow/tfjs';
import { normalize } from '../../lib/vision/judge/mask-classifier.ts';
import type { ClassLabel } from '../../lib/vision/labels.ts';
import { HIDDEN_UNITS, maskHead } from '../../lib/vision/model/networks/mask-head.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import type { Backbone, WeightsSource } from './backbones/backbone.ts';
import { outputsOf } from './outputs.ts';

/** What a classifier is made of: a backbone, and a head that tells these classes apart. */
export interface Network {
  readonly backbone: Backbone;
  readonly classes: readonly ClassLabel[];
}

export type Variables = Readonly<Record<string, tf.Variable>>;

/** Named weights as variables that training moves. The given tensors are disposed. */
export function toVariables(weights: NamedWeights): Variables {
  const variables = Object.entries(weights).map(([name, tensor]) => {
    const variable = tf.variable(tensor, true, name);
    tensor.dispose();
    return [name, variable];
  });
  return Object.fromEntries(variables);
}

/** A pretrained backbone with a new head. */
export async function newClassifier(
  { backbone, classes }: Network,
  seed: number,
  source: WeightsSource,
): Promise<NamedWeights> {
  return {
    ...(await backbone.pretrained(source)),
    ...newHead(backbone.featureCount, outputsOf(classes).length, seed),
  };
}

/** A network to train from scratch; null where pretrained weights are always at hand. */
export function randomClassifier(
  { backbone, classes }: Network,
  seed: number,
): NamedWeights | null {
  const body = backbone.random?.(seed);
  return body
    ? { ...body, ...newHead(backbone.featureCount, outputsOf(classes).length, seed) }
    : null;
}

/** A mask head: kernels as in He et al. 2015, seeded; zero biases. */
export function newHead(features: number, outputs: number, seed: number): NamedWeights {
  const dense = (inputs: number, outputs: number, stream: number) =>
    tf.randomNormal([inputs, outputs], 0, Math.sqrt(2 / inputs), 'float32', seed + stream);
  return {
    'head/hidden/kernel': dense(features, HIDDEN_UNITS, 1),
    'head/hidden/bias': tf.zeros([HIDDEN_UNITS]),
    'head/output/kernel': dense(HIDDEN_UNITS, outputs, 2),
    'head/output/bias': tf.zeros([outputs]),
  };
}

export function isHead(name: string): boolean {
  return name.startsWith('head/');
}

/** Of the head's hidden units; in training only. */
export interface Dropout {
  readonly rate: number;
  readonly seed: number;
}

/**
 * @param pixels [N, size, size, 3], 0 to 255; the size is the backbone's
 * @returns logits [N, outputs]. The caller tidies.
 */
export function classifierLogits(
  backbone: Backbone,
  weights: NamedWeights,
  pixels: tf.Tensor4D,
  dropout?: Dropout,
): tf.Tensor2D {
  return headLogits(weights, backboneFeatures(backbone, weights, pixels), dropout);
}

/** @returns [N, featureCount]. The caller tidies. */
export function backboneFeatures(
  backbone: Backbone,
  weights: NamedWeights,
  pixels: tf.Tensor4D,
): tf.Tensor2D {
  return backbone.features(weights, normalize(backbone, pixels));
}

/** @returns logits [N, outputs] of features [N, featureCount]. The caller tidies. */
export function headLogits(
  weights: NamedWeights,
  features: tf.Tensor2D,
  dropout?: Dropout,
): tf.Tensor2D {
  return maskHead(weights, features, dropout && dropoutMask(features.shape[0], dropout));
}

/** [N, 256] of 0 and 1 / (1 - rate). */
function dropoutMask(rows: number, { rate, seed }: Dropout): tf.Tensor2D {
  const uniform = tf.randomUniform([rows, HIDDEN_UNITS], 0, 1, 'float32', seed);
  return tf.div(tf.cast(tf.greaterEqual(uniform, rate), 'float32'), 1 - rate);
}
