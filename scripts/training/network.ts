import * as tf from '@tensorflow/tfjs';
import { normalize } from '../../lib/vision/mask-classifier.ts';
import {
  FEATURE_COUNT,
  faceResnetFeatures,
  HIDDEN_UNITS,
  maskHead,
} from '../../lib/vision/networks/face-resnet.ts';
import type { NamedWeights } from '../../lib/vision/weights.ts';
import { FACE_RESNET_NORMALIZATION, pretrainedFaceResnet } from './pretrained/face-resnet.ts';

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

/** The pretrained backbone with a new head (He et al. 2015), seeded. */
export async function newClassifier(classes: number, seed: number): Promise<NamedWeights> {
  const dense = (inputs: number, outputs: number, stream: number) =>
    tf.randomNormal([inputs, outputs], 0, Math.sqrt(2 / inputs), 'float32', seed + stream);
  return {
    ...(await pretrainedFaceResnet()),
    'head/hidden/kernel': dense(FEATURE_COUNT, HIDDEN_UNITS, 1),
    'head/hidden/bias': tf.zeros([HIDDEN_UNITS]),
    'head/output/kernel': dense(HIDDEN_UNITS, classes, 2),
    'head/output/bias': tf.zeros([classes]),
  };
}

export function isHead(name: string): boolean {
  return name.startsWith('head/');
}

/**
 * @param pixels [N, 150, 150, 3], 0 to 255
 * @param dropout rate and seed in training
 * @returns logits [N, classes]. The caller tidies.
 */
export function classifierLogits(
  weights: NamedWeights,
  pixels: tf.Tensor4D,
  dropout?: { rate: number; seed: number },
): tf.Tensor2D {
  const normalization = FACE_RESNET_NORMALIZATION;
  const features = faceResnetFeatures(weights, normalize({ normalization }, pixels));
  return maskHead(weights, features, dropout && dropoutMask(pixels.shape[0], dropout));
}

/** [N, 256] of 0 and 1 / (1 - rate). */
function dropoutMask(rows: number, { rate, seed }: { rate: number; seed: number }): tf.Tensor2D {
  const uniform = tf.randomUniform([rows, HIDDEN_UNITS], 0, 1, 'float32', seed);
  return tf.div(tf.cast(tf.greaterEqual(uniform, rate), 'float32'), 1 - rate);
}
