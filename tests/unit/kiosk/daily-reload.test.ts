import { expect, it } from 'vitest';
import { reloadIsDue } from '@/lib/kiosk/daily-reload';

const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, day, hour, minute);

it.each([
  ['before the hour', at(2, 9), at(3, 3, 59), 4, false],
  ['at the hour', at(2, 9), at(3, 4), 4, true],
  ['after the hour, when the last person has left', at(2, 9), at(3, 5, 10), 4, true],
  ['not again on that day', at(3, 4, 1), at(3, 23), 4, false],
  ['after a night that the machine slept through', at(1, 9), at(3, 1), 4, true],
  ['a kiosk that was started after the hour', at(2, 9), at(2, 23), 4, false],
  ['at midnight', at(2, 9), at(3, 0), 0, true],
  ['never', at(1, 9), at(9, 9), -1, false],
] as const)('%s', (_, loadedAt, now, hour, due) => {
  expect(reloadIsDue(loadedAt, now, hour)).toBe(due);
});
