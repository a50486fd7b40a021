import { describe, expect, it } from 'vitest';
import { answerOf, classLogits, meanAnswer } from '@/lib/vision/judge/answers';
import { CLASS_LABELS, type OutputLabel } from '@/lib/vision/labels';

const OUTPUTS: readonly OutputLabel[] = [
  'with_mask',
  'without_mask',
  'nose_uncovered',
  'under_chin',
  'background',
];
const logsOf = (...probabilities: number[]) => probabilities.map(Math.log);

describe('classLogits', () => {
  it('adds up the probabilities of the outputs that belong to one class', () => {
    const logits = classLogits(OUTPUTS, logsOf(0.1, 0.2, 0.3, 0.35, 0.05), CLASS_LABELS);
    expect(logits.map(Math.exp).map((p) => Number(p.toFixed(6)))).toEqual([0.1, 0.2, 0.65, 0.05]);
  });

  it('does not overflow with large logits', () => {
    const [logit] = classLogits(['nose_uncovered', 'under_chin'], [1000, 1000], ['incorrect_mask']);
    expect(logit).toBeCloseTo(1000 + Math.log(2), 6);
  });
});

describe('answerOf', () => {
  it('gives the classes, and the ways that a mask is worn incorrectly', () => {
    const { scores, ways } = answerOf(OUTPUTS, logsOf(0.1, 0.2, 0.3, 0.35, 0.05), 1);
    expect(scores.incorrect_mask).toBeCloseTo(0.65, 6);
    expect(scores.with_mask).toBeCloseTo(0.1, 6);
    expect(ways?.nose_uncovered).toBeCloseTo(0.3, 6);
    expect(ways?.under_chin).toBeCloseTo(0.35, 6);
  });

  it('divides class logits by the temperature, and keeps the shares of the ways', () => {
    const { scores, ways } = answerOf(OUTPUTS, logsOf(0.08, 0.02, 0.2, 0.12, 0.02), 2);
    const roots = [0.08, 0.02, 0.32, 0.02].map(Math.sqrt);
    const total = roots.reduce((a, b) => a + b, 0);
    expect(scores.with_mask).toBeCloseTo((roots[0] as number) / total, 6);
    expect(scores.incorrect_mask).toBeCloseTo((roots[2] as number) / total, 6);
    expect((ways?.nose_uncovered as number) / scores.incorrect_mask).toBeCloseTo(0.625, 6);
    const sum = CLASS_LABELS.reduce((all, label) => all + scores[label], 0);
    expect(sum).toBeCloseTo(1, 9);
  });

  it('reads a network without ways, or without some of the classes', () => {
    const old = answerOf(CLASS_LABELS, logsOf(0.4, 0.3, 0.2, 0.1), 1);
    expect(old.scores.incorrect_mask).toBeCloseTo(0.2, 6);
    expect(old.ways).toBeUndefined();
    const two = answerOf(['with_mask', 'without_mask'], [0, Math.log(3)], 1);
    expect(two.scores).toEqual({
      with_mask: expect.closeTo(0.25, 9),
      without_mask: expect.closeTo(0.75, 9),
      incorrect_mask: 0,
      background: 0,
    });
  });
});

describe('meanAnswer', () => {
  it('is the mean of classes and ways', () => {
    const a = answerOf(OUTPUTS, logsOf(0.1, 0.2, 0.3, 0.35, 0.05), 1);
    const b = answerOf(OUTPUTS, logsOf(0.5, 0.2, 0.1, 0.05, 0.15), 1);
    const { scores, ways } = meanAnswer(a, b);
    expect(scores.with_mask).toBeCloseTo(0.3, 6);
    expect(scores.incorrect_mask).toBeCloseTo(0.4, 6);
    expect(ways?.nose_uncovered).toBeCloseTo(0.2, 6);
    expect(ways?.under_chin).toBeCloseTo(0.2, 6);
  });
});
