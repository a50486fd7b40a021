import type { Verdict } from '../vision/labels.ts';

/** People of an hour or a day. One person is one of the verdicts, the last that was said of them. */
export type Counts = Readonly<Record<Verdict | 'people' | 'passed', number>>;

export interface HourRecord extends Counts {
  /** Local time, `2026-11-23T14`. */
  readonly hour: string;
}

export const COUNT_NAMES = [
  'people',
  'passed',
  'with_mask',
  'without_mask',
  'incorrect_mask',
  'unsure',
] as const satisfies readonly (keyof Counts)[];

export const NO_COUNTS: Counts = {
  people: 0,
  passed: 0,
  with_mask: 0,
  without_mask: 0,
  incorrect_mask: 0,
  unsure: 0,
};

/** Never below 0, whatever is taken away. */
export function addCounts(counts: Counts, change: Partial<Counts>): Counts {
  const sum = (name: keyof Counts) => Math.max(0, counts[name] + (change[name] ?? 0));
  return Object.fromEntries(COUNT_NAMES.map((name) => [name, sum(name)])) as unknown as Counts;
}

/** The key of a record, in local time. */
export function hourKey(at: Date): string {
  return `${dayKey(at)}T${two(at.getHours())}`;
}

/** `2026-11-23`, in local time. */
export function dayKey(at: Date): string {
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function dayOf({ hour }: Pick<HourRecord, 'hour'>): string {
  return hour.slice(0, 10);
}

/** The first day that is kept: `keepDays` days end with today. @param keepDays >= 1 */
export function firstKeptDay(today: Date, keepDays: number): string {
  return dayKey(new Date(today.getFullYear(), today.getMonth(), today.getDate() - keepDays + 1));
}

/** The sum of some hours. */
export function total(records: readonly Counts[]): Counts {
  return records.reduce<Counts>((sum, record) => addCounts(sum, record), NO_COUNTS);
}

/** 24 hours of a day. */
export function hoursOfDay(records: readonly HourRecord[], day: string): Counts[] {
  return Array.from({ length: 24 }, (_, h) =>
    total(records.filter(({ hour }) => hour === `${day}T${two(h)}`)),
  );
}

/** Days up to and with the last one, the first one first. @param days how many, >= 1 */
export function lastDays(
  records: readonly HourRecord[],
  last: Date,
  days: number,
): { readonly day: string; readonly counts: Counts }[] {
  return Array.from({ length: days }, (_, i) => {
    const day = firstKeptDay(last, days - i);
    return { day, counts: total(records.filter((record) => dayOf(record) === day)) };
  });
}

/** A table for spreadsheets (RFC 4180), an hour a line, the oldest first. */
export function toCsv(records: readonly HourRecord[]): string {
  const sorted = [...records].sort((a, b) => a.hour.localeCompare(b.hour));
  const lines = sorted.map((record) => [
    dayOf(record),
    `${record.hour.slice(11)}:00`,
    ...COUNT_NAMES.map((name) => record[name]),
  ]);
  return [['day', 'hour', ...COUNT_NAMES], ...lines]
    .map((line) => `${line.join(',')}\r\n`)
    .join('');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
