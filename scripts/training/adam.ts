import * as tf from '@tensorflow/tfjs';

/** TensorFlow.js's Adam with a learning rate that a schedule may set, and decoupled weight decay. */
export class ScheduledAdam extends tf.AdamOptimizer {
  constructor(private readonly weightDecay: number) {
    super(0, 0.9, 0.999, 1e-7);
  }

  /**
   * One step (Kingma and Ba 2015; decay as in Loshchilov and Hutter 2019, on kernels only).
   * @param gradients of the variables to move, by name
   */
  step(learningRate: number, gradients: Record<string, tf.Tensor>): void {
    this.learningRate = learningRate;
    if (this.weightDecay > 0) {
      const keep = 1 - learningRate * this.weightDecay;
      for (const name of Object.keys(gradients)) {
        const variable = tf.engine().registeredVariables[name];
        if (variable && variable.rank > 1) tf.tidy(() => variable.assign(tf.mul(variable, keep)));
      }
    }
    const named = Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    this.applyGradients(named);
  }
}

/** Linear warm-up, then half a cosine down to a hundredth. @param progress 0 to 1 */
export function warmupCosine(peak: number, progress: number, warmup: number): number {
  if (progress < warmup) return (peak * progress) / warmup;
  const rest = (progress - warmup) / (1 - warmup);
  return peak * (0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * rest)));
}
