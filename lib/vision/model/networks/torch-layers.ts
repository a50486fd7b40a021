import * as tf from '@tensorflow/tfjs-core';
import { type NamedWeights, weight } from '../weights.ts';

/** A convolution as torchvision and timm name and shape it. */
export interface TorchConvolution {
  /** Of `NAME.weight`, [outputs, inputs, size, size]. */
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly size: number;
  readonly stride: 1 | 2;
  /** Of the batch normalisation behind it; without one, the convolution has a bias. */
  readonly norm?: string;
}

/** The convolution with its bias, padded as in PyTorch: (size - 1) / 2 on every side. */
export function convolve(
  weights: NamedWeights,
  { name, size, stride }: TorchConvolution,
  x: tf.Tensor4D,
  activation: 'linear' | 'relu',
): tf.Tensor4D {
  return tf.fused.conv2d({
    x: stride === 1 ? x : padded(x, (size - 1) / 2),
    filter: weight<tf.Rank.R4>(weights, `${name}/kernel`),
    strides: stride,
    pad: stride === 1 ? 'same' : 'valid',
    bias: weight<tf.Rank.R1>(weights, `${name}/bias`),
    activation,
  });
}

/** The first convolution: not fused, or the gradient of the picture would be computed, too. */
export function convolvePicture(
  weights: NamedWeights,
  { name, size, stride }: TorchConvolution,
  image: tf.Tensor4D,
): tf.Tensor4D {
  const kernel = weight<tf.Rank.R4>(weights, `${name}/kernel`);
  const x = tf.conv2d(padded(image, (size - 1) / 2), kernel, stride, 'valid');
  return tf.relu(tf.add<tf.Tensor4D>(x, weight(weights, `${name}/bias`)));
}

/** Zeros on every side. TensorFlow's own "same" puts them on two sides only where the stride is 2. */
export function padded(x: tf.Tensor4D, border: number): tf.Tensor4D {
  if (border === 0) return x;
  const both: [number, number] = [border, border];
  return tf.pad4d(x, [[0, 0], both, both, [0, 0]]);
}
