import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '@/scripts/support/random';
import { calibratedLoss, fitCalibration, withBias } from '@/scripts/training/report/calibration';
import { type Judged, negativeLogLikelihood, softmax } from '@/scripts/training/report/metrics';
import { useWasm } from '../../../support/wasm';

/** Truths drawn from softmax(logits / temperature + bias), which the fit must recover. */
function drawnFrom(temperature: number, bias: readonly number[], n: number): Judged[] {
  const random = seededRandom(5);
  return Array.from({ length: n }, () => {
    const logits = bias.map(() => 6 * (random() - 0.5));
    const shares = softmax(logits.map((x, k) => x / temperature + (bias[k] as number)));
    let left = random();
    const truth = shares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    return { truth: Math.max(0, truth), logits };
  });
}

describe('fitCalibration', () => {
  it('finds the temperature at which confidence equals accuracy', () => {
    // 3 of 4 are right, with logits that differ by 2.2.
    // The best temperature solves 1 / (1 + exp(-2.2 / T)) = 3 / 4.
    const samples = [0, 0, 0, 1, 1, 1, 1, 0].map((truth, i) => ({
      truth,
      logits: i < 4 ? [2.2, 0] : [0, 2.2],
    }));
    const many = Array.from({ length: 200 }, () => samples).flat();
    const { temperature, bias } = fitCalibration(many, [0, 1]);
    expect(Math.abs(temperature / (2.2 / Math.log(3)) - 1)).toBeLessThan(0.01);
    expect(Math.abs((bias[0] as number) - (bias[1] as number))).toBeLessThan(0.01);
  });

  it('finds the bias towards classes that training showed too often', () => {
    const { temperature, bias } = fitCalibration(drawnFrom(1.5, [0, 0.5, -1.5], 4000), [0, 1, 2]);
    expect(temperature).toBeGreaterThan(1.35);
    expect(temperature).toBeLessThan(1.65);
    const against = bias.map((b) => b - (bias[0] as number));
    expect(against[1]).toBeCloseTo(0.5, 0);
    expect(Math.abs((against[2] as number) + 1.5)).toBeLessThan(0.3);
  });

  it('arrives where bias and temperature hang together: logits that hardly differ but for a rare class', () => {
    const rare = drawnFrom(1, [0, 0, -4], 4000).map(({ truth, logits }) => ({
      truth,
      logits: logits.map((x, k) => 0.3 * x + (k === 2 ? -12 : 0)),
    }));
    const { temperature, bias } = fitCalibration(rare, [0, 1, 2]);
    expect(temperature).toBeGreaterThan(0.25);
    expect(temperature).toBeLessThan(1);
    for (const one of bias) expect(Math.abs(one)).toBeLessThan(60);
    const corrected = rare.map(({ truth, logits }) => ({
      truth,
      logits: logits.map((x, k) => x / temperature + (bias[k] as number)),
    }));
    expect(negativeLogLikelihood(corrected)).toBeLessThan(negativeLogLikelihood(rare) - 0.05);
  });

  it('leaves the most common class and all other classes unchanged', () => {
    const samples = drawnFrom(1, [0, -1, 1, 2], 2000);
    const { bias } = fitCalibration(samples, [0, 1, 2]);
    expect(bias).toHaveLength(4);
    expect([bias[2], bias[3]]).toEqual([0, 0]);
    expect(Math.abs((bias[0] as number) + 1)).toBeLessThan(0.3);
    expect(Math.abs((bias[1] as number) + 2)).toBeLessThan(0.4);
  });

  it('is held back if there are few samples, and stays within bounds', () => {
    const few = fitCalibration([{ truth: 0, logits: [1, 0] }], [0, 1]);
    for (const b of few.bias) expect(Math.abs(b)).toBeLessThan(0.5);
    const sure = Array.from({ length: 500 }, () => ({ truth: 0, logits: [1, 0] }));
    expect(fitCalibration(sure, [0, 1]).temperature).toBeGreaterThanOrEqual(0.25);
    const wrong = Array.from({ length: 500 }, (_, i) => ({ truth: 1 - (i % 2), logits: [9, 9.1] }));
    expect(fitCalibration(wrong, [0, 1]).temperature).toBeLessThanOrEqual(4);
  });
});

describe('withBias', () => {
  beforeAll(useWasm);

  it('gives the calibrated probabilities with only the temperature', async () => {
    const samples = drawnFrom(1.5, [0, 0.5, -1.5], 500);
    const calibration = fitCalibration(samples, [0, 1, 2]);
    const weights = { 'head/output/bias': tf.tensor1d([0, 0, 0]) };
    const shifted = withBias(weights, calibration, [[0], [1], [2]])[
      'head/output/bias'
    ] as tf.Tensor;
    const shift = [...(await shifted.data())];
    const moved = samples.map(({ truth, logits }) => ({
      truth,
      logits: logits.map((x, k) => x + (shift[k] as number)),
    }));
    const before = negativeLogLikelihood(samples, calibration.temperature);
    expect(negativeLogLikelihood(moved, calibration.temperature)).toBeLessThan(before - 0.05);
  });
});

describe('calibratedLoss', () => {
  it('is the same, however far off temperature and bias were', () => {
    const right = drawnFrom(1, [0, 0, 0], 3000);
    const off = right.map(({ truth, logits }) => ({
      truth,
      logits: logits.map((x, k) => 2.5 * x + ([0, 3, -1][k] as number)),
    }));
    expect(negativeLogLikelihood(off)).toBeGreaterThan(1.3 * negativeLogLikelihood(right));
    const [loss, least] = [off, right].map((samples) => calibratedLoss(samples, [0, 1, 2]));
    expect(Math.abs((loss as number) / (least as number) - 1)).toBeLessThan(0.01);
  });

  it('counts a rare class as much as a common one', () => {
    const sure = { truth: 0, logits: [4, 0] };
    const missed = { truth: 1, logits: [4, 0] };
    const samples = [...new Array<Judged>(90).fill(sure), ...new Array<Judged>(10).fill(missed)];
    // All logits are equal: calibrated to 9 in 10, without the prior, the losses are -ln 0.9 and
    // -ln 0.1.
    const expected = -(Math.log(0.9) + Math.log(0.1)) / 2;
    expect(Math.abs(calibratedLoss(samples, [0, 1]) / expected - 1)).toBeLessThan(0.1);
  });
});
