import { describe, expect, it } from 'vitest';
import { niceTop } from '@/components/report/count-chart';
import {
  addCounts,
  dayOf,
  firstKeptDay,
  type HourRecord,
  hourKey,
  hoursOfDay,
  lastDays,
  NO_COUNTS,
  toCsv,
  total,
} from '@/lib/records/counts';

const record = (hour: string, people: number, passed = 0): HourRecord => ({
  ...NO_COUNTS,
  hour,
  people,
  passed,
  with_mask: people,
});
const RECORDS = [
  record('2026-11-23T09', 4, 3),
  record('2026-11-22T23', 2),
  record('2026-11-23T14', 7, 7),
];

describe('keys', () => {
  it('are local hours', () => {
    expect(hourKey(new Date(2026, 10, 3, 7, 59))).toBe('2026-11-03T07');
    expect(dayOf({ hour: '2026-11-03T07' })).toBe('2026-11-03');
  });

  it.each([
    [1, '2026-03-01'],
    [2, '2026-02-28'],
    [30, '2026-01-31'],
  ])('of %i days that are kept, the first', (days, day) => {
    expect(firstKeptDay(new Date(2026, 2, 1, 0, 5), days)).toBe(day);
  });
});

describe('sums', () => {
  it('change and never fall below nothing', () => {
    const changed = addCounts(record('', 2), { with_mask: -3, unsure: 1 });
    expect(changed).toEqual({ ...NO_COUNTS, people: 2, with_mask: 0, unsure: 1 });
  });

  it('are of hours, days and everything', () => {
    const hours = hoursOfDay(RECORDS, '2026-11-23');
    expect(hours).toHaveLength(24);
    expect([hours[9]?.people, hours[14]?.people, hours[10]?.people]).toEqual([4, 7, 0]);
    const days = lastDays(RECORDS, new Date(2026, 10, 23, 12), 3);
    expect(days.map(({ day, counts }) => [day, counts.people])).toEqual([
      ['2026-11-21', 0],
      ['2026-11-22', 2],
      ['2026-11-23', 11],
    ]);
    expect(total(RECORDS)).toMatchObject({ people: 13, passed: 10 });
  });
});

describe('toCsv', () => {
  it('has a line an hour, the oldest first', () => {
    expect(toCsv(RECORDS).split('\r\n')).toEqual([
      'day,hour,people,passed,with_mask,without_mask,incorrect_mask,unsure',
      '2026-11-22,23:00,2,0,2,0,0,0',
      '2026-11-23,09:00,4,3,4,0,0,0',
      '2026-11-23,14:00,7,7,7,0,0,0',
      '',
    ]);
  });
});

it.each([
  [0, 5],
  [5, 5],
  [7, 8],
  [11, 20],
  [21, 30],
  [180, 200],
  [1000, 1000],
  [Number.NEGATIVE_INFINITY, 5],
])('a chart of %i reaches to %i', (value, top) => {
  expect(niceTop(value)).toBe(top);
});
