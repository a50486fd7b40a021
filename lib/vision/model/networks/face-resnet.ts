import * as tf from '@tensorflow/tfjs-core';
import { type NamedWeights, weight } from '../weights.ts';
import type { BackboneNetwork } from './backbone-network.ts';
import { INPUT_SIZES } from './names.ts';

/**
 * The face-recognition ResNet of dlib (King 2017; 29 convolutions, 150 x 150 pixels). Each convolution
 * carries its batch normalisation folded into kernel and bias.
 */

/** Residual units in order. A `down` unit halves the resolution. */
const RESIDUAL_UNITS = [
  { name: 'conv32_1', down: false },
  { name: 'conv32_2', down: false },
  { name: 'conv32_3', down: false },
  { name: 'conv64_down', down: true },
  { name: 'conv64_1', down: false },
  { name: 'conv64_2', down: false },
  { name: 'conv64_3', down: false },
  { name: 'conv128_down', down: true },
  { name: 'conv128_1', down: false },
  { name: 'conv128_2', down: false },
  { name: 'conv256_down', down: true },
  { name: 'conv256_1', down: false },
  { name: 'conv256_2', down: false },
  { name: 'conv256_down_out', down: true },
] as const;

/** Convolutions of the backbone, by the names of their weights, from the picture inwards. */
export const CONVOLUTIONS: readonly string[] = [
  'conv32_down',
  ...RESIDUAL_UNITS.flatMap(({ name }) => [`${name}/conv1`, `${name}/conv2`]),
];

function convolve(
  weights: NamedWeights,
  name: string,
  x: tf.Tensor4D,
  { down = false, relu = false },
): tf.Tensor4D {
  return tf.fused.conv2d({
    x,
    filter: weight<tf.Rank.R4>(weights, `${name}/kernel`),
    strides: down ? 2 : 1,
    pad: down ? 'valid' : 'same',
    bias: weight<tf.Rank.R1>(weights, `${name}/bias`),
    activation: relu ? 'relu' : 'linear',
  });
}

/** Zeros appended below, to the right and as further channels, up to `shape`. */
function padTo(x: tf.Tensor4D, shape: readonly number[]): tf.Tensor4D {
  const after = [1, 2, 3].map((axis) => (shape[axis] ?? 0) - (x.shape[axis] ?? 0));
  if (after.every((n) => n <= 0)) return x;
  return tf.pad4d(x, [[0, 0], ...after.map((n) => [0, Math.max(0, n)])] as never);
}

function residualUnit(weights: NamedWeights, name: string, down: boolean, x: tf.Tensor4D) {
  const inner = convolve(weights, `${name}/conv1`, x, { down, relu: true });
  const out = convolve(weights, `${name}/conv2`, inner, {});
  if (!down) return tf.relu(tf.add<tf.Tensor4D>(out, x));
  // An odd input leaves the valid convolution one row and column short of the pooled shortcut.
  const shortcut = tf.avgPool(x, 2, 2, 'valid');
  return tf.relu(tf.add<tf.Tensor4D>(padTo(out, shortcut.shape), padTo(shortcut, out.shape)));
}

/**
 * @param image [N, 150, 150, 3], RGB, normalised as the manifest says
 * @returns [N, 256] features. The caller tidies.
 */
export function faceResnetFeatures(weights: NamedWeights, image: tf.Tensor4D): tf.Tensor2D {
  // Not fused: a fused convolution would compute the gradient of the picture, which nobody needs.
  const stem = tf.conv2d(image, weight<tf.Rank.R4>(weights, 'conv32_down/kernel'), 2, 'valid');
  // Pooled first: bias and ReLU keep the order of values, so that the result is the same to the bit and
  // they have a quarter of the values to pass over.
  const pooled = tf.maxPool(stem, 3, 2, 'valid');
  let x = tf.relu(tf.add<tf.Tensor4D>(pooled, weight(weights, 'conv32_down/bias')));
  for (const { name, down } of RESIDUAL_UNITS) x = residualUnit(weights, name, down, x);
  return tf.mean(x, [1, 2]);
}

export const FACE_RESNET: BackboneNetwork = {
  inputSize: INPUT_SIZES['face-resnet'],
  featureCount: 256,
  features: faceResnetFeatures,
};
