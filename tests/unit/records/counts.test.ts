import { expect, it } from 'vitest';
import { addCounts, NO_COUNTS, total } from '@/lib/records/counts';

const COUNTS = { ...NO_COUNTS, people: 2, with_mask: 2 };

it('adds a change to counts', () => {
  expect(addCounts(COUNTS, { with_mask: -1, unsure: 1 })).toEqual({
    ...NO_COUNTS,
    people: 2,
    with_mask: 1,
    unsure: 1,
  });
});

it('sums counts', () => {
  expect(total([COUNTS, COUNTS, { ...NO_COUNTS, passed: 3 }])).toEqual({
    ...NO_COUNTS,
    people: 4,
    with_mask: 4,
    passed: 3,
  });
});
