import { type CsvSeparator, writeCsv, writeCsvRows } from '../csv.ts';
import { RESULT_COLUMNS, resultRows } from './result-rows.ts';
import type { StillResult } from './still-result.ts';

/** A table of the rows that `resultRows` makes. */
export function resultsCsv(results: readonly StillResult[], separator?: CsvSeparator): string {
  return resultsCsvHead(separator) + resultsCsvRows(results, separator);
}

/** The header of the table. */
export function resultsCsvHead(separator?: CsvSeparator): string {
  return writeCsv([RESULT_COLUMNS], separator);
}

/** Rows without the header, for results that arrive one by one. */
export function resultsCsvRows(results: readonly StillResult[], separator?: CsvSeparator): string {
  const rows = results
    .flatMap(resultRows)
    .map((row) => RESULT_COLUMNS.map((column) => row[column]));
  return writeCsvRows(rows, separator);
}
