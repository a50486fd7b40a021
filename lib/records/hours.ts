import { type Counts, NO_COUNTS } from './counts.ts';

export interface HourRecord extends Counts {
  /**
   * Local time with its UTC offset, `2026-10-25T02+02:00`: the repeated hour in autumn has two
   * keys.
   */
  readonly hour: string;
}

export interface DayRecord extends Counts {
  /** Local date, `2026-10-25`. */
  readonly day: string;
}

/** An hour of a day, with or without counts. */
export interface HourSlot {
  /** `02:00`; with the UTC offset, `02:00 (UTC+02:00)`, for a repeated hour. */
  readonly label: string;
  readonly counts: Counts;
}

/** The key of the hour that contains a moment, in local time. */
export function hourKey(at: Date): string {
  return `${dayKey(at)}T${two(at.getHours())}${offsetAt(at)}`;
}

/** `2026-11-23`, in local time. */
export function dayKey(at: Date): string {
  const year = String(at.getFullYear()).padStart(4, '0');
  return `${year}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function dayOf({ hour }: Pick<HourRecord, 'hour'>): string {
  return hour.slice(0, 10);
}

/** `02:00` */
export function timeOf({ hour }: Pick<HourRecord, 'hour'>): string {
  return `${hour.slice(11, 13)}:00`;
}

/** `UTC+02:00`. Without the letters, a spreadsheet would take it for a formula. */
export function offsetOf({ hour }: Pick<HourRecord, 'hour'>): string {
  return `UTC${hour.slice(13)}`;
}

/** The start of an hour, ms since 1970. */
export function startOf({ hour }: Pick<HourRecord, 'hour'>): number {
  return Date.parse(`${hour.slice(0, 13)}:00:00${hour.slice(13)}`);
}

/** The first day to keep: `keepDays` days end today. @param keepDays >= 1 */
export function firstKeptDay(today: Date, keepDays: number): string {
  return dayKey(new Date(today.getFullYear(), today.getMonth(), today.getDate() - keepDays + 1));
}

/** Converts a key without UTC offset, `2026-11-23T14`, from an earlier version. */
export function withOffset(hour: string): string {
  const [year = 0, month = 1, day = 1, hours = 0] = hour.split(/[-T]/).map(Number);
  return `${hour}${offsetAt(new Date(year, month - 1, day, hours))}`;
}

/** All hours of a day, in order. @param records of this day, in any order */
export function hourSlots(records: readonly HourRecord[], day: string): HourSlot[] {
  const keys = new Set([...keysOfDay(day), ...records.map(({ hour }) => hour)]);
  const ordered = [...keys].sort((a, b) => startOf({ hour: a }) - startOf({ hour: b }));
  const byKey = new Map(records.map((record) => [record.hour, record]));
  return ordered.map((hour) => {
    const twice = ordered.some(
      (other) => other !== hour && timeOf({ hour: other }) === timeOf({ hour }),
    );
    const label = twice ? `${timeOf({ hour })} (${offsetOf({ hour })})` : timeOf({ hour });
    return { label, counts: byKey.get(hour) ?? NO_COUNTS };
  });
}

/** The days up to and including the last one, in order. @param count number of days, >= 1 */
export function lastDays(records: readonly DayRecord[], last: Date, count: number): DayRecord[] {
  const byDay = new Map(records.map((record) => [record.day, record]));
  return Array.from({ length: count }, (_, i) => {
    const day = firstKeptDay(last, count - i);
    return byDay.get(day) ?? { ...NO_COUNTS, day };
  });
}

/** The keys of the 23, 24 or 25 hours of a day in this device's time zone. */
function keysOfDay(day: string): string[] {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const end = new Date(year, month - 1, date + 1).getTime();
  const keys: string[] = [];
  for (let at = new Date(year, month - 1, date).getTime(); at < end; at += HOUR_MS) {
    keys.push(hourKey(new Date(at)));
  }
  return keys;
}

const HOUR_MS = 3_600_000;

/** `+02:00`: UTC offset of local time. */
function offsetAt(at: Date): string {
  const minutes = -at.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
