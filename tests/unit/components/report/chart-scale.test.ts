import { describe, expect, it } from 'vitest';
import { countTicks, labelStep } from '@/components/report/chart-scale';

describe('countTicks', () => {
  it.each([
    [0, 5],
    [5, 5],
    [7, 8],
    [11, 12],
    [21, 25],
    [180, 200],
    [1000, 1000],
    [Number.NEGATIVE_INFINITY, 5],
  ])('a chart of %i reaches to %i', (most, top) => {
    expect(countTicks(most).top).toBe(top);
  });

  it.each([3, 7, 49, 1234])(
    'has a few whole numbers from 0 to the top of a chart of %i',
    (most) => {
      const { ticks, top } = countTicks(most);
      expect([ticks[0], ticks.at(-1)]).toEqual([0, top]);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(7);
    },
  );
});

describe('labelStep', () => {
  it('skips labels if columns are narrow', () => {
    expect([labelStep(60), labelStep(22), labelStep(13), labelStep(0)]).toEqual([1, 3, 4, 1]);
  });
});
