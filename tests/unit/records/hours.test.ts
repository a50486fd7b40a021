import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_COUNTS } from '@/lib/records/counts';
import {
  dayOf,
  firstKeptDay,
  type HourRecord,
  hourKey,
  hourSlots,
  lastDays,
  startOf,
  withOffset,
} from '@/lib/records/hours';
import { recordsCsv } from '@/lib/records/records-csv';

const ZONE = process.env.TZ;
function useTimeZone(zone: string): void {
  beforeEach(() => {
    process.env.TZ = zone;
  });
  afterEach(() => {
    if (ZONE === undefined) delete process.env.TZ;
    else process.env.TZ = ZONE;
  });
}

const record = (hour: string, people: number): HourRecord => ({
  ...NO_COUNTS,
  hour,
  people,
  with_mask: people,
});

describe('in Berlin', () => {
  useTimeZone('Europe/Berlin');
  // 2026-10-25: at 03:00 clocks go back to 02:00.
  const first = Date.UTC(2026, 9, 25, 0, 30);
  const second = Date.UTC(2026, 9, 25, 1, 30);

  it('gives the two hours of one name in autumn two keys, which tell when they began', () => {
    expect(hourKey(new Date(first))).toBe('2026-10-25T02+02:00');
    expect(hourKey(new Date(second))).toBe('2026-10-25T02+01:00');
    expect(startOf({ hour: '2026-10-25T02+01:00' })).toBe(Date.UTC(2026, 9, 25, 1));
    expect(dayOf({ hour: '2026-10-25T02+01:00' })).toBe('2026-10-25');
  });

  it('shows both hours in the table, in order of time', () => {
    const slots = hourSlots(
      [record('2026-10-25T02+01:00', 7), record('2026-10-25T02+02:00', 3)],
      '2026-10-25',
    );
    expect(slots).toHaveLength(25);
    expect(slots.slice(1, 5).map(({ label, counts }) => [label, counts.people])).toEqual([
      ['01:00', 0],
      ['02:00 (UTC+02:00)', 3],
      ['02:00 (UTC+01:00)', 7],
      ['03:00', 0],
    ]);
  });

  it('has 23 hours on the day that loses one, and 24 on a usual day', () => {
    const labels = hourSlots([], '2026-03-29').map(({ label }) => label);
    expect(labels).toHaveLength(23);
    expect(labels).not.toContain('02:00');
    expect(hourSlots([], '2026-11-23')).toHaveLength(24);
  });

  it('writes both hours into the CSV, the oldest first', () => {
    const csv = recordsCsv([record('2026-10-25T02+01:00', 7), record('2026-10-25T02+02:00', 3)]);
    expect(csv.split('\r\n')).toEqual([
      '\uFEFFday,hour,offset,people,passed,with_mask,without_mask,incorrect_mask,unsure',
      '2026-10-25,02:00,UTC+02:00,3,0,3,0,0,0',
      '2026-10-25,02:00,UTC+01:00,7,0,7,0,0,0',
      '',
    ]);
    expect(recordsCsv([], ';')).toContain('day;hour;offset');
  });

  it('adds the offset to keys without one', () => {
    expect(withOffset('2026-07-01T14')).toBe('2026-07-01T14+02:00');
    expect(withOffset('2026-12-01T14')).toBe('2026-12-01T14+01:00');
  });
});

describe('elsewhere', () => {
  it.each([
    ['America/St_Johns', '2026-11-23T08-03:30'],
    ['Asia/Kolkata', '2026-11-23T17+05:30'],
    ['UTC', '2026-11-23T12+00:00'],
  ])('in %s', (zone, key) => {
    process.env.TZ = zone;
    try {
      expect(hourKey(new Date(Date.UTC(2026, 10, 23, 12, 10)))).toBe(key);
    } finally {
      if (ZONE === undefined) delete process.env.TZ;
      else process.env.TZ = ZONE;
    }
  });

  it('shows hours that were counted in another time zone', () => {
    const slots = hourSlots([record('2026-11-23T09-11:00', 4)], '2026-11-23');
    const counted = slots.filter(({ counts }) => counts.people === 4);
    expect(counted.map(({ label }) => label)).toEqual(['09:00 (UTC-11:00)']);
  });
});

describe('days', () => {
  it.each([
    [1, '2026-03-01'],
    [2, '2026-02-28'],
    [30, '2026-01-31'],
  ])('%i kept days begin on %s', (days, day) => {
    expect(firstKeptDay(new Date(2026, 2, 1, 0, 5), days)).toBe(day);
  });

  it('fills missing days with zeros', () => {
    const days = [{ ...NO_COUNTS, day: '2026-11-22', people: 2 }];
    const shown = lastDays(days, new Date(2026, 10, 23, 12), 3);
    expect(shown.map(({ day, people }) => [day, people])).toEqual([
      ['2026-11-21', 0],
      ['2026-11-22', 2],
      ['2026-11-23', 0],
    ]);
  });
});
