import { type CsvSeparator, writeCsv } from '../csv.ts';
import { COUNT_NAMES } from './counts.ts';
import { dayOf, type HourRecord, offsetOf, startOf, timeOf } from './hours.ts';

/** One row for each hour with counts, in order: local time with its UTC offset. */
export function recordsCsv(records: readonly HourRecord[], separator?: CsvSeparator): string {
  const sorted = [...records].sort((a, b) => startOf(a) - startOf(b));
  const rows = sorted.map((record) => [
    dayOf(record),
    timeOf(record),
    offsetOf(record),
    ...COUNT_NAMES.map((name) => record[name]),
  ]);
  return writeCsv([['day', 'hour', 'offset', ...COUNT_NAMES], ...rows], separator);
}
