import * as tf from '@tensorflow/tfjs';
import { nativeMoments } from '../../engine/native-moments.ts';
import { nativeBackend } from '../../engine/native-operations.ts';
import { composedMoments, type MomentMeans, type Moments } from './adam-moments.ts';

/** The name of the number of steps among the tensors of a checkpoint. */
const STEPS = 'steps';

/**
 * Adam (Kingma and Ba 2015) with a learning rate that a schedule may set and weight decay beside the
 * gradient, on kernels only (Loshchilov and Hutter 2019).
 */
export class ScheduledAdam {
  private steps = 0;
  private readonly moments = new Map<string, Moments>();
  /** What `tensors` gave. */
  private given: Record<string, tf.Tensor> = {};

  constructor(private readonly weightDecay: number) {}

  /** @param gradients of the variables to move, by their registered names */
  step(learningRate: number, gradients: Readonly<Record<string, tf.Tensor>>): void {
    this.steps += 1;
    for (const [name, gradient] of Object.entries(gradients)) {
      const value = variableOf(name);
      let moments = this.moments.get(name);
      if (!moments) {
        moments = createMoments(value);
        this.moments.set(name, moments);
      }
      const decay = value.rank > 1 ? learningRate * this.weightDecay : 0;
      moments.apply(gradient, { learningRate, steps: this.steps, kept: 1 - decay });
    }
  }

  /** What it remembers, for a checkpoint: the optimiser's own until the next call. */
  tensors(): Record<string, tf.Tensor> {
    tf.dispose(this.given);
    this.given = { [STEPS]: tf.scalar(this.steps, 'int32') };
    for (const [name, moments] of this.moments) {
      const { first, second } = moments.means();
      this.given[`first:${name}`] = first;
      this.given[`second:${name}`] = second;
    }
    return this.given;
  }

  /** Puts back what `tensors` gave. */
  restore(tensors: Readonly<Record<string, tf.Tensor>>): void {
    this.dispose();
    this.steps = tensors[STEPS]?.dataSync()[0] ?? 0;
    for (const [key, first] of Object.entries(tensors)) {
      if (!key.startsWith('first:')) continue;
      const name = key.slice('first:'.length);
      const second = tensors[`second:${name}`];
      if (!second) throw new Error(`The checkpoint has no second moment of ${name}`);
      this.moments.set(name, createMoments(variableOf(name), { first, second }));
    }
  }

  dispose(): void {
    for (const moments of this.moments.values()) moments.dispose();
    this.moments.clear();
    tf.dispose(this.given);
    this.given = {};
  }
}

function createMoments(value: tf.Variable, start?: MomentMeans): Moments {
  const native = nativeBackend();
  return native ? nativeMoments(native, value, start) : composedMoments(value, start);
}

function variableOf(name: string): tf.Variable {
  const value = tf.engine().registeredVariables[name];
  if (!value) throw new Error(`There is no variable ${name}`);
  return value;
}

/** Linear warm-up, then half a cosine down to a hundredth. @param progress 0 to 1 */
export function warmupCosine(peak: number, progress: number, warmup: number): number {
  if (progress < warmup) return (peak * progress) / warmup;
  const rest = (progress - warmup) / (1 - warmup);
  return peak * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * rest)));
}
