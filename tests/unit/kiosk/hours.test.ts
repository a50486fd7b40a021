import { expect, it } from 'vitest';
import { isBetweenHours } from '@/lib/kiosk/hours';

it.each([
  [0, 24, [0, 12, 23], []],
  [0, 0, [0, 12, 23], []],
  [7, 7, [0, 7, 23], []],
  [7, 19, [7, 18], [0, 6, 19, 23]],
  [19, 7, [19, 23, 0, 6], [7, 12, 18]],
  [22, 24, [22, 23], [0, 21]],
])('from %i to %i: on at %j, off at %j', (from, to, on, off) => {
  const at = (hour: number) => isBetweenHours(new Date(2026, 10, 25, hour, 30), from, to);
  expect(on.map(at)).toEqual(on.map(() => true));
  expect(off.map(at)).toEqual(off.map(() => false));
});
