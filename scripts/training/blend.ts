import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';

/** Shares of the weights that a run began with. */
const SHARES = [0, 0.25, 0.5, 0.75] as const;

export interface Blend {
  /** The caller disposes. */
  readonly weights: NamedWeights;
  /** Of the weights that the run began with, 0 to 1. */
  readonly startShare: number;
}

/**
 * Between the weights that a run began with and those it came to lie better ones than either
 * (Wortsman et al. 2022, WiSE-FT): on the straight line between them, the mixture with the least loss.
 * @param lossOf on validation
 */
export async function blendWithStart(
  start: NamedWeights,
  trained: NamedWeights,
  lossOf: (weights: NamedWeights) => Promise<number>,
): Promise<Blend> {
  let best: (Blend & { readonly loss: number }) | null = null;
  for (const startShare of SHARES) {
    const weights = mixWeights(start, trained, startShare);
    const loss = await lossOf(weights);
    console.log(`${100 * startShare}% of the start's weights: validation loss ${loss.toFixed(4)}`);
    if (best && best.loss <= loss) tf.dispose(weights);
    else {
      if (best) tf.dispose(best.weights);
      best = { weights, startShare, loss };
    }
  }
  return best as Blend;
}

/**
 * The point between the weights that a run began with and those it came to. The caller disposes.
 * @param start has all names of the trained ones
 * @param startShare of the start's weights, 0 to 1
 */
export function mixWeights(
  start: NamedWeights,
  trained: NamedWeights,
  startShare: number,
): NamedWeights {
  const mixed = Object.entries(trained).map(([name, end]) => {
    const begin = start[name];
    if (!begin) throw new Error(`The start has no weights ${name}`);
    return [
      name,
      tf.tidy(() => tf.add(tf.mul(begin, startShare), tf.mul(end, 1 - startShare))),
    ] as const;
  });
  return Object.fromEntries(mixed);
}
