import * as tf from '@tensorflow/tfjs';
import {
  FINE_BLOCKS,
  FINE_CHANNELS,
  FINE_KERNEL,
  STAGE_CHANNELS,
  STRIDE_8,
  VALUES_PER_ANCHOR,
} from '../../../lib/vision/model/networks/blazeface.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';

/** Share of anchors that a new head takes for faces: it begins with few false ones (Lin et al. 2017). */
const PRIOR = 0.01;
/** Deviation of the last layer's kernels: it begins with what its biases say. */
const LAST_DEVIATION = 0.01;
/** Edges of the box that a new head begins with, cells. */
const FIRST_BOX = 2;

/** Whether weights belong to the head at stride 8, which starts from nothing. */
export function isFine(name: string): boolean {
  return name.startsWith('fine/') || name.startsWith(`${STRIDE_8.name}/`);
}

/** Copies of the weights that BlazeFace comes with. The caller disposes. */
export function originalWeights(weights: NamedWeights): NamedWeights {
  const original = Object.entries(weights).filter(([name]) => !isFine(name));
  return Object.fromEntries(original.map(([name, tensor]) => [name, tensor.clone()]));
}

/** New layers for small faces, where the weights have none: kernels as in He et al. 2015, seeded. */
export function withFineHead(weights: NamedWeights, seed: number): NamedWeights {
  if (Object.keys(weights).some(isFine)) return weights;
  let stream = seed * 1000;
  const normal = (shape: number[], deviation: number) =>
    tf.randomNormal(shape, 0, deviation, 'float32', stream++);
  const kernel = (inputs: number, outputs: number, gain = 2) => ({
    kernel: normal([1, 1, inputs, outputs], Math.sqrt(gain / inputs)),
    bias: tf.zeros([outputs]),
  });
  const added: Record<string, tf.Tensor> = {};
  const add = (name: string, tensors: Readonly<Record<string, tf.Tensor>>) => {
    for (const [part, tensor] of Object.entries(tensors)) added[`${name}/${part}`] = tensor;
  };
  const [at8, at16] = STAGE_CHANNELS.slice(-2) as [number, number];
  // Two branches are added: each has half of the variance.
  add('fine/lateral', kernel(at8, FINE_CHANNELS, 1));
  add('fine/above', kernel(at16, FINE_CHANNELS, 1));
  for (let i = 0; i < FINE_BLOCKS; i++) {
    const shape = [FINE_KERNEL, FINE_KERNEL, FINE_CHANNELS, 1];
    add(`fine/block${i}`, {
      depthwise: normal(shape, 1 / FINE_KERNEL),
      ...kernel(FINE_CHANNELS, FINE_CHANNELS, 1),
    });
  }
  const { name, anchorsPerCell } = STRIDE_8;
  const values = anchorsPerCell * VALUES_PER_ANCHOR;
  add(`${name}/score`, {
    kernel: normal([1, 1, FINE_CHANNELS, anchorsPerCell], LAST_DEVIATION),
    bias: tf.fill([anchorsPerCell], -Math.log((1 - PRIOR) / PRIOR)),
  });
  add(`${name}/box`, {
    kernel: normal([1, 1, FINE_CHANNELS, values], LAST_DEVIATION),
    bias: tf.tensor1d(
      Array.from({ length: values }, (_, i) => {
        const value = i % VALUES_PER_ANCHOR;
        return value === 2 || value === 3 ? FIRST_BOX : 0;
      }),
    ),
  });
  return { ...weights, ...added };
}
