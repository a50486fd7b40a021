import * as tf from '@tensorflow/tfjs';

export const BETA1 = 0.9;
export const BETA2 = 0.999;
export const EPSILON = 1e-7;

interface AdamStep {
  readonly learningRate: number;
  /** Steps taken, this one among them. */
  readonly steps: number;
  /** The variable keeps so much of itself beside the gradient: 1 less the decay. */
  readonly kept: number;
}

/** Running means of the gradient and of its square, whatever computes them. */
export interface MomentMeans {
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
}

/** What Adam remembers of one variable. */
export interface Moments {
  /** Moves the variable. */
  apply(gradient: tf.Tensor, step: AdamStep): void;
  /** The caller disposes. */
  means(): MomentMeans;
  dispose(): void;
}

/** What corrects the means for their start from zero, gathered into two numbers for all weights. */
function corrections({ learningRate, steps }: AdamStep): { rate: number; epsilon: number } {
  const spread = Math.sqrt(1 - BETA2 ** steps);
  return { rate: (learningRate * spread) / (1 - BETA1 ** steps), epsilon: EPSILON * spread };
}

/**
 * Moments for any backend.
 * @param start stays the caller's; zeros where absent
 */
export function composedMoments(value: tf.Variable, start?: MomentMeans): Moments {
  const zeros = () => tf.tidy(() => tf.variable(tf.zerosLike(value), false));
  const first = start ? tf.variable(start.first, false) : zeros();
  const second = start ? tf.variable(start.second, false) : zeros();
  return {
    apply(gradient, step) {
      const { rate, epsilon } = corrections(step);
      tf.tidy(() => {
        first.assign(tf.add(tf.mul(first, BETA1), tf.mul(gradient, 1 - BETA1)));
        second.assign(tf.add(tf.mul(second, BETA2), tf.mul(tf.square(gradient), 1 - BETA2)));
        const change = tf.div(first, tf.add(tf.sqrt(second), epsilon));
        const kept = step.kept < 1 ? tf.mul(value, step.kept) : value;
        value.assign(tf.sub(kept, tf.mul(change, rate)));
      });
    },
    means: () => ({ first: first.clone(), second: second.clone() }),
    dispose: () => tf.dispose([first, second]),
  };
}
