import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { leastByNewton, type Slope } from '../../support/newton.ts';
import type { OutputGroups } from '../optimiser/losses.ts';
import { argmax, type Judged, negativeLogLikelihood, softmax } from './metrics.ts';

/**
 * What turns logits into probabilities: softmax(logits / temperature + bias), bias-corrected
 * temperature scaling (Alexandari et al. 2020). The temperature corrects how sure the network is; the
 * bias, one a class, what training taught it to expect by showing a rare class more often.
 *
 * Only classes of faces are corrected. How much background the classifier sees depends on the finder's
 * threshold, which differs from use to use, and not on how the crops were drawn.
 */
export interface Calibration {
  readonly temperature: number;
  readonly bias: readonly number[];
}

/** A prior that holds bias and temperature where few samples speak: weight of n = 1, deviation 1. */
const PRIOR = 1;
const SHARPNESS = { least: 0.25, most: 4 };

/**
 * The calibration with the least negative log-likelihood among the given classes; the problem is convex.
 * The commonest class keeps a bias of 0, as do all others.
 * @param samples of validation: real faces, as often as they occur
 * @param classes the indices of the classes to tell apart
 */
export function fitCalibration(
  samples: readonly Judged[],
  classes: readonly number[],
): Calibration {
  const faces = samples
    .filter(({ truth }) => classes.includes(truth))
    .map(({ truth, logits }) => ({
      truth: classes.indexOf(truth),
      logits: classes.map((k) => logits[k] as number),
    }));
  const start = [1, ...classes.map(() => 0)];
  const slopeAt = (at: readonly number[]): Slope => {
    const slope = at.map((value, i) => PRIOR * (value - (start[i] as number)));
    const bend = at.map((_, i) => at.map((_, j) => (i === j ? PRIOR : 0)));
    const [sharpness, ...bias] = at as [number, ...number[]];
    for (const { truth, logits } of faces) {
      const shares = softmax(logits.map((x, k) => sharpness * x + (bias[k] as number)));
      // How each number moves the logit of each class, less the mean.
      const mean = shares.reduce((sum, p, k) => sum + p * (logits[k] as number), 0);
      const moves = shares.map((_, k) => [
        (logits[k] as number) - mean,
        ...shares.map((p, j) => (j === k ? 1 : 0) - p),
      ]);
      const ofTruth = moves[truth] as number[];
      at.forEach((_, i) => {
        slope[i] = (slope[i] as number) - (ofTruth[i] as number);
        const row = bend[i] as number[];
        at.forEach((_, j) => {
          const product = shares.reduce(
            (sum, p, k) => sum + p * (moves[k]?.[i] as number) * (moves[k]?.[j] as number),
            0,
          );
          row[j] = (row[j] as number) + product;
        });
      });
    }
    return { slope, bend };
  };
  const [sharpness, ...bias] = leastByNewton(start, slopeAt, ([sharp, ...rest]) => [
    Math.min(SHARPNESS.most, Math.max(SHARPNESS.least, sharp as number)),
    ...rest,
  ]) as [number, ...number[]];
  const count = classes.map((_, k) => faces.filter(({ truth }) => truth === k).length);
  const commonest = bias[argmax(count)] ?? 0;
  const all = samples[0]?.logits ?? [];
  return {
    temperature: Number((1 / sharpness).toFixed(4)),
    bias: all.map((_, k) =>
      classes.includes(k) ? (bias[classes.indexOf(k)] as number) - commonest : 0,
    ),
  };
}

/** A sample as the network with the calibration's bias in its last layer (`withBias`) judges it. */
function calibrated(sample: Judged, { temperature, bias }: Calibration): Judged {
  const logits = sample.logits.map((x, k) => x + temperature * (bias[k] as number));
  return { ...sample, logits };
}

/**
 * The negative log-likelihood, nats, that is left when samples are calibrated on themselves: the mean of
 * the classes' means, for a rare class matters as much as a common one.
 * @param classes the indices of the classes that count
 */
export function calibratedLoss(samples: readonly Judged[], classes: readonly number[]): number {
  const calibration = fitCalibration(samples, classes);
  const moved = samples.map((sample) => calibrated(sample, calibration));
  const losses = classes
    .map((k) => moved.filter(({ truth }) => truth === k))
    .filter((ofClass) => ofClass.length > 0)
    .map((ofClass) => negativeLogLikelihood(ofClass, calibration.temperature));
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

/**
 * The network with the bias of each class in the last layer's outputs, so that temperature alone remains
 * to be applied.
 * The caller disposes the tensor that is new, `head/output/bias`; the others are the given ones.
 */
export function withBias(
  weights: NamedWeights,
  calibration: Calibration,
  groups: OutputGroups,
): NamedWeights {
  const name = 'head/output/bias';
  const { temperature, bias } = calibration;
  const shift = groups.flatMap((own, k) => own.map(() => (bias[k] as number) * temperature));
  return { ...weights, [name]: tf.tidy(() => tf.add(weights[name] as tf.Tensor, shift)) };
}
