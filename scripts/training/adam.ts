import * as tf from '@tensorflow/tfjs';

const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-7];
/** The name of the number of steps among the tensors of a checkpoint. */
const STEPS = 'steps';

interface Moments {
  readonly first: tf.Variable;
  readonly second: tf.Variable;
}

/**
 * Adam (Kingma and Ba 2015) with a learning rate that a schedule may set and weight decay beside the
 * gradient, on kernels only (Loshchilov and Hutter 2019). TensorFlow.js's own passes sixteen times over
 * every weight; here the factors that are the same for all weights are gathered into one, which leaves
 * eleven: moments are kept as plain sums, M = b1 M + g and V = b2 V + g².
 */
export class ScheduledAdam {
  private steps = 0;
  private readonly moments = new Map<string, Moments>();
  /** What `tensors` gave of them. */
  private stepsGiven: tf.Scalar | null = null;

  constructor(private readonly weightDecay: number) {}

  /** @param gradients of the variables to move, by their registered names */
  step(learningRate: number, gradients: Readonly<Record<string, tf.Tensor>>): void {
    this.steps += 1;
    const firstScale = (1 - BETA1) / (1 - BETA1 ** this.steps);
    const secondScale = Math.sqrt((1 - BETA2) / (1 - BETA2 ** this.steps));
    const rate = (learningRate * firstScale) / secondScale;
    for (const [name, gradient] of Object.entries(gradients)) {
      const value = tf.engine().registeredVariables[name];
      if (!value) throw new Error(`There is no variable ${name}`);
      const { first, second } = this.momentsOf(name, value);
      tf.tidy(() => {
        first.assign(tf.add(tf.mul(first, BETA1), gradient));
        second.assign(tf.add(tf.mul(second, BETA2), tf.square(gradient)));
        const spread = tf.add(tf.sqrt(second), EPSILON / secondScale);
        const decays = this.weightDecay > 0 && value.rank > 1;
        const kept = decays ? tf.mul(value, 1 - learningRate * this.weightDecay) : value;
        value.assign(tf.sub(kept, tf.mul(tf.div(first, spread), rate)));
      });
    }
  }

  /** What it remembers, for a checkpoint. Nothing is copied: it all stays the optimiser's. */
  tensors(): Record<string, tf.Tensor> {
    this.stepsGiven?.dispose();
    this.stepsGiven = tf.scalar(this.steps, 'int32');
    const result: Record<string, tf.Tensor> = { [STEPS]: this.stepsGiven };
    for (const [name, { first, second }] of this.moments) {
      result[`first:${name}`] = first;
      result[`second:${name}`] = second;
    }
    return result;
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
      this.moments.set(name, {
        first: tf.variable(first, false),
        second: tf.variable(second, false),
      });
    }
  }

  dispose(): void {
    for (const { first, second } of this.moments.values()) tf.dispose([first, second]);
    this.moments.clear();
    this.stepsGiven?.dispose();
    this.stepsGiven = null;
  }

  private momentsOf(name: string, value: tf.Variable): Moments {
    let moments = this.moments.get(name);
    if (!moments) {
      const zeros = () => tf.tidy(() => tf.variable(tf.zerosLike(value), false));
      moments = { first: zeros(), second: zeros() };
      this.moments.set(name, moments);
    }
    return moments;
  }
}

/** Linear warm-up, then half a cosine down to a hundredth. @param progress 0 to 1 */
export function warmupCosine(peak: number, progress: number, warmup: number): number {
  if (progress < warmup) return (peak * progress) / warmup;
  const rest = (progress - warmup) / (1 - warmup);
  return peak * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * rest)));
}
