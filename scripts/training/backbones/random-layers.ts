import * as tf from '@tensorflow/tfjs';
import type { TorchConvolution } from '../../../lib/vision/model/networks/torch-layers.ts';

/** Weights to train from scratch: kernels as in He et al. 2015, seeded; zero biases. */

/** @param gain factor of the kernel */
export function randomConvolution(
  { name, size, inputs, outputs }: TorchConvolution,
  seed: number,
  gain = 1,
): Record<string, tf.Tensor> {
  const deviation = gain * Math.sqrt(2 / (size * size * inputs));
  return {
    [`${name}/kernel`]: tf.randomNormal(
      [size, size, inputs, outputs],
      0,
      deviation,
      'float32',
      seed,
    ),
    [`${name}/bias`]: tf.zeros([outputs]),
  };
}

/** A kernel with a row for each output, as PyTorch has them. */
export function randomDense(
  name: string,
  inputs: number,
  outputs: number,
  seed: number,
): Record<string, tf.Tensor> {
  const deviation = Math.sqrt(2 / inputs);
  return {
    [`${name}/kernel`]: tf.randomNormal([outputs, inputs], 0, deviation, 'float32', seed),
    [`${name}/bias`]: tf.zeros([outputs]),
  };
}
