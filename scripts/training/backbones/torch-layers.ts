import * as tf from '@tensorflow/tfjs';
import type { TorchConvolution } from '../../../lib/vision/model/networks/torch-layers.ts';
import type { TensorReader } from '../pretrained/safetensors.ts';

/** Added to the variance by PyTorch's batch normalisation. */
const NORM_EPSILON = 1e-5;

/** Weights that training would move, those of the batch normalisation included. */
export function convolutionParameters({ inputs, outputs, size, norm }: TorchConvolution): number {
  return outputs * inputs * size * size + (norm ? 2 * outputs : outputs);
}

/**
 * Kernel and bias of a convolution, `NAME/kernel` [size, size, inputs, outputs] and `NAME/bias`. Batch
 * normalisation (Ioffe and Szegedy 2015) is folded in with its running statistics, so fine-tuning moves one
 * kernel and one bias a channel and no statistics, as with the face ResNet.
 */
export async function readConvolution(
  reader: TensorReader,
  { name, inputs, outputs, size, norm }: TorchConvolution,
): Promise<Record<string, tf.Tensor>> {
  const kernel = await reader.read(`${name}.weight`, [outputs, inputs, size, size]);
  const perChannel = (tensor: string) => reader.read(tensor, [outputs]);
  const scale = new Float32Array(outputs).fill(1);
  let bias: Float32Array;
  if (norm) {
    const gamma = await perChannel(`${norm}.weight`);
    const variance = await perChannel(`${norm}.running_var`);
    const mean = await perChannel(`${norm}.running_mean`);
    bias = await perChannel(`${norm}.bias`);
    for (let o = 0; o < outputs; o++) {
      scale[o] = (gamma[o] as number) / Math.sqrt((variance[o] as number) + NORM_EPSILON);
      bias[o] = (bias[o] as number) - (mean[o] as number) * (scale[o] as number);
    }
  } else {
    bias = await perChannel(`${name}.bias`);
  }
  return {
    [`${name}/kernel`]: tf.tensor4d(channelsLast(kernel, scale, inputs, size * size), [
      size,
      size,
      inputs,
      outputs,
    ]),
    [`${name}/bias`]: tf.tensor1d(bias),
  };
}

/** [outputs, inputs, area] to [area, inputs, outputs], each output scaled. */
function channelsLast(
  kernel: Float32Array,
  scale: Float32Array,
  inputs: number,
  area: number,
): Float32Array {
  const outputs = scale.length;
  const result = new Float32Array(kernel.length);
  for (let o = 0; o < outputs; o++) {
    for (let i = 0; i < inputs; i++) {
      const from = (o * inputs + i) * area;
      for (let a = 0; a < area; a++) {
        result[(a * inputs + i) * outputs + o] =
          (kernel[from + a] as number) * (scale[o] as number);
      }
    }
  }
  return result;
}
