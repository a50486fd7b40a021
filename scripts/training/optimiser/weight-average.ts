import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import type { Variables } from '../network.ts';

/**
 * An exponential moving average of the weights (Polyak and Juditsky 1992): steadier than the last
 * step's. Early on it follows faster, so that the start is forgotten.
 */
export function createAverage(variables: Variables, decay: number) {
  let count = 0;
  const weights: Record<string, tf.Tensor> = Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [name, variable.clone()]),
  );
  const replace = (name: string, next: tf.Tensor) => {
    weights[name]?.dispose();
    weights[name] = next;
  };
  return {
    weights: weights as NamedWeights,
    steps: () => count,
    update(): void {
      count++;
      const keep = Math.min(decay, (1 + count) / (10 + count));
      for (const [name, variable] of Object.entries(variables)) {
        const old = weights[name] as tf.Tensor;
        replace(
          name,
          tf.tidy(() => tf.add(tf.mul(old, keep), tf.mul(variable, 1 - keep))),
        );
      }
    },
    tensors(): Record<string, tf.Tensor> {
      return Object.fromEntries(Object.entries(weights).map(([k, v]) => [`average:${k}`, v]));
    },
    restore(tensors: Readonly<Record<string, tf.Tensor>>, steps: number): void {
      count = steps;
      for (const name of Object.keys(weights)) {
        replace(name, (tensors[`average:${name}`] as tf.Tensor).clone());
      }
    },
    dispose(): void {
      tf.dispose(Object.values(weights));
    },
  };
}
