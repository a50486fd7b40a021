import { describe, expect, it } from 'vitest';
import {
  accuracyAmong,
  argmax,
  calibrationError,
  confusion,
  type Judged,
  negativeLogLikelihood,
  share,
  softmax,
} from '@/scripts/training/report/metrics';

/** Logits with these probabilities. */
function judged(truth: number, ...probabilities: number[]): Judged {
  return { truth, logits: probabilities.map(Math.log) };
}

describe('share', () => {
  it("gives Wilson's interval", () => {
    // By hand for 8 of 10: centre (0.8 + 0.19207) / 1.38415, half width 1.41599 * 0.16.
    const { share: p, n, interval } = share(8, 10);
    expect([p, n]).toEqual([0.8, 10]);
    expect(interval.low).toBeCloseTo(0.4902, 4);
    expect(interval.high).toBeCloseTo(0.9433, 4);
  });

  it('is right for 0 of 10, for 10 of 10, and for no samples', () => {
    expect(share(0, 10).interval.low).toBe(0);
    expect(share(0, 10).interval.high).toBeCloseTo(0.2775, 4);
    expect(share(10, 10).interval.high).toBeCloseTo(1, 10);
    expect(share(10, 10).interval.low).toBeCloseTo(0.7225, 4);
    expect(share(0, 0)).toEqual({ share: 0, n: 0, interval: { low: 0, high: 1 } });
  });
});

describe('softmax', () => {
  it('gives probabilities, softened by the temperature, without overflow', () => {
    expect(softmax([Math.log(3), 0])[0]).toBeCloseTo(0.75, 10);
    expect(softmax([2 * Math.log(3), 0], 2)[0]).toBeCloseTo(0.75, 10);
    expect(softmax([1e4, 0])).toEqual([1, 0]);
  });
});

describe('argmax', () => {
  it('gives the largest of the allowed values, or the first of equal ones', () => {
    expect(argmax([1, 3, 3])).toBe(1);
    expect(argmax([1, 3, 2], [0, 2])).toBe(2);
  });
});

describe('negativeLogLikelihood', () => {
  it('is the mean in nats', () => {
    // (ln 2 + ln 4) / 2
    const samples = [judged(0, 0.5, 0.5), judged(1, 0.75, 0.25)];
    expect(negativeLogLikelihood(samples)).toBeCloseTo(1.5 * Math.LN2, 10);
    expect(negativeLogLikelihood([])).toBe(0);
  });
});

describe('calibrationError', () => {
  it('is the gap between confidence and accuracy, weighted by the bins', () => {
    // Bin of 0.9: two samples, one right: gap 0.4. Bin of 0.6: two samples, both right: gap 0.4.
    const samples = [
      judged(0, 0.9, 0.1),
      judged(1, 0.9, 0.1),
      judged(0, 0.6, 0.4),
      judged(1, 0.4, 0.6),
    ];
    expect(calibrationError(samples)).toBeCloseTo(0.4, 10);
    // One bin for all: 3 of 4 are right, with a mean confidence of 0.75.
    expect(calibrationError(samples, 1, 1)).toBeCloseTo(0, 10);
  });

  it('counts full confidence in the last bin', () => {
    expect(calibrationError([{ truth: 0, logits: [1e3, 0] }])).toBe(0);
    expect(calibrationError([{ truth: 1, logits: [1e3, 0] }])).toBe(1);
  });
});

describe('accuracyAmong and confusion', () => {
  const samples = [
    judged(0, 0.3, 0.1, 0.6),
    judged(0, 0.8, 0.1, 0.1),
    judged(1, 0.5, 0.4, 0.1),
    judged(2, 0.1, 0.1, 0.8),
  ];

  it('judge two classes as if there were no third', () => {
    expect(accuracyAmong(samples, [0, 1])).toMatchObject({ share: 2 / 3, n: 3 });
    expect(accuracyAmong(samples, [0, 1, 2])).toMatchObject({ share: 2 / 4, n: 4 });
  });

  it('count truth in rows and answers in columns', () => {
    expect(confusion(samples, 3)).toEqual([
      [1, 0, 1],
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });
});
