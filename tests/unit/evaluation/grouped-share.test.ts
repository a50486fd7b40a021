import { describe, expect, it } from 'vitest';
import { groupedRate, groupedShare } from '@/scripts/evaluation/grouped-share';

/** `groups` photographs with `size` faces each: all are hits in even ones, none in odd ones. */
const halves = (groups: number, size: number) =>
  Array.from({ length: groups * size }, (_, i) => {
    const group = Math.floor(i / size);
    return { group, hit: group % 2 === 0 };
  });
const width = ({ interval: { low, high } }: ReturnType<typeof groupedShare>) => high - low;

describe('groupedShare', () => {
  it('has the same interval for five dependent faces of a photograph as for one face', () => {
    const [one, five] = [groupedShare(halves(80, 1)), groupedShare(halves(80, 5))];
    expect(one.share).toBe(0.5);
    expect(five).toMatchObject({ share: 0.5, n: 400 });
    expect(width(five)).toBeCloseTo(width(one), 2);
    // 80 independent draws: 1.96 standard errors each way.
    expect(width(one)).toBeCloseTo(2 * 1.96 * Math.sqrt(0.25 / 80), 1);
  });

  it('is the same for the same faces', () => {
    expect(groupedShare(halves(30, 2))).toEqual(groupedShare(halves(30, 2)));
  });

  it('keeps an interval if all groups are alike, narrower with more groups', () => {
    const all = (groups: number) =>
      groupedShare(halves(groups, 4).map(({ group }) => ({ group, hit: true })));
    expect(all(50).interval.high).toBeCloseTo(1);
    expect(all(50).interval.low).toBeGreaterThan(0.9);
    expect(all(50).interval.low).toBeLessThan(0.95);
    expect(width(all(2))).toBeGreaterThan(0.5);
  });

  it('gives the full interval if there are no faces', () => {
    expect(groupedShare([])).toEqual({ share: 0, n: 0, interval: { low: 0, high: 1 } });
  });
});

describe('groupedRate', () => {
  it('is the mean count for each picture, which may exceed 1', () => {
    const counts = Array.from({ length: 40 }, (_, group) => ({ group, count: group % 4 }));
    const { mean, interval } = groupedRate(counts);
    expect(mean).toBe(1.5);
    expect(interval.low).toBeGreaterThan(1.1);
    expect(interval.low).toBeLessThan(mean);
    expect(interval.high).toBeGreaterThan(mean);
    expect(interval.high).toBeLessThan(1.9);
  });
});
