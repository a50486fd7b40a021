import { expect, it } from 'vitest';
import { reliability } from '@/scripts/evaluation/reliability';
import { judgedPhotograph, loose, outcome } from '../../support/judged-faces';

it('compares the confidence with the strongest class, also for unsure faces', () => {
  const faces = [
    outcome('with_mask', 'with_mask', { confidence: 0.97 }),
    outcome('with_mask', 'without_mask', { confidence: 0.93 }),
    outcome('with_mask', 'unsure', { confidence: 0.45 }),
    outcome('with_mask', 'unsure', { confidence: 0.47, strongest: 'without_mask' }),
    outcome('with_mask', null),
  ];
  const { bins, calibrationError } = reliability([judgedPhotograph(1, faces)]);
  expect(bins.map(({ right }) => [right.share, right.n])).toEqual([
    [0.5, 2],
    [0.5, 2],
  ]);
  expect(bins[1]?.confidence).toBeCloseTo(0.95);
  expect(calibrationError).toBeCloseTo((0.45 + 0.04) / 2);
});

it('counts a false box as wrong, and does not count boxes on left-out faces', () => {
  const face = outcome('with_mask', 'with_mask', { confidence: 0.9 });
  const boxes = [loose('nothing', { confidence: 0.9 }), loose('left-out', { confidence: 0.9 })];
  const { bins, calibrationError } = reliability([judgedPhotograph(1, [face], boxes)]);
  expect(bins.map(({ right }) => [right.share, right.n])).toEqual([[0.5, 2]]);
  expect(calibrationError).toBeCloseTo(0.4);
});
