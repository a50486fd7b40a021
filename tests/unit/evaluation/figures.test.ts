import { describe, expect, it } from 'vitest';
import type { FaceLabel, Scores, Verdict } from '@/lib/vision/labels';
import { type Outcome, reliability, sizeFigures, sizeTable } from '@/scripts/evaluation/figures';

const BOX = { x: 3, y: 5, width: 7, height: 11 };

function outcome(
  truth: FaceLabel,
  said: Verdict | null,
  { heightRatio = 0.1, confidence = 0.9, strongest = truth as FaceLabel } = {},
): Outcome {
  const scores: Scores = { with_mask: 0, without_mask: 0, incorrect_mask: 0, background: 0.05 };
  const judged = said && {
    box: BOX,
    faceScore: 0.7,
    isFace: 1,
    label: said,
    confidence,
    scores: { ...scores, [strongest]: 0.95 * confidence },
  };
  return { truth, heightRatio, judged };
}

describe('sizeFigures', () => {
  const figures = sizeFigures(
    [
      outcome('with_mask', 'with_mask'),
      outcome('with_mask', 'with_mask'),
      outcome('with_mask', 'unsure'),
      outcome('with_mask', null),
      outcome('incorrect_mask', 'with_mask'),
      outcome('incorrect_mask', 'incorrect_mask'),
      outcome('incorrect_mask', null),
    ],
    3,
    6,
  );

  it('counts found faces of all, and right ones of all, found or not', () => {
    const { found, foundAndRight } = figures.byClass.with_mask;
    expect([found.share, found.n]).toEqual([0.75, 4]);
    expect([foundAndRight.share, foundAndRight.n]).toEqual([0.5, 4]);
  });

  it('counts what passed wrongly, and what was left open, of those found', () => {
    const { calledMasked, verdicts } = figures.byClass.incorrect_mask;
    expect([calledMasked.share, calledMasked.n]).toEqual([0.5, 2]);
    expect(verdicts).toEqual({ with_mask: 1, without_mask: 0, incorrect_mask: 1, unsure: 0 });
    expect([figures.unsure.share, figures.unsure.n]).toEqual([0.2, 5]);
  });

  it('counts boxes that nobody drew by picture, and knows a class that does not occur', () => {
    expect(figures.unmatchedPerPicture).toBe(0.5);
    expect(figures.byClass.without_mask.found.n).toBe(0);
  });
});

it('puts a face on a bound of sizes into the upper row', () => {
  const rows = sizeTable([
    outcome('with_mask', 'with_mask', { heightRatio: 0.0799 }),
    outcome('with_mask', null, { heightRatio: 0.08 }),
  ]);
  const row = (from: number) => rows.find((r) => r.from === from)?.foundAndRight.with_mask;
  expect(row(0.04)).toMatchObject({ share: 1, n: 1 });
  expect(row(0.08)).toMatchObject({ share: 0, n: 1 });
});

it('compares confidence with the strongest class, sure or not', () => {
  const bins = reliability([
    outcome('with_mask', 'with_mask', { confidence: 0.97 }),
    outcome('with_mask', 'without_mask', { confidence: 0.93 }),
    outcome('with_mask', 'unsure', { confidence: 0.45 }),
    outcome('with_mask', 'unsure', { confidence: 0.47, strongest: 'without_mask' }),
    outcome('with_mask', null),
  ]);
  expect(bins.map(({ right }) => [right.share, right.n])).toEqual([
    [0.5, 2],
    [0.5, 2],
  ]);
  expect(bins[1]?.confidence).toBeCloseTo(0.95);
});
