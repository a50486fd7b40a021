import Papa from 'papaparse';
import { isLanguageTag } from './i18n/language-tag.ts';

/** Marks the file as UTF-8 for spreadsheets. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Text that a spreadsheet may run as a formula (OWASP, "CSV injection"), including the full-width
 * characters of East Asian keyboards. A negative number is not a formula.
 */
const FORMULA = /^(?:[=+@\t\r\n＝＋－＠]|-(?!\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$))/;

/** Separators between cells. A spreadsheet with a decimal comma expects `;`. */
export const CSV_SEPARATORS = [',', ';', '\t'] as const;
export type CsvSeparator = (typeof CSV_SEPARATORS)[number];

/**
 * What spreadsheets of a language expect: a semicolon where the comma is the decimal point.
 * @param language as in `navigator.language`
 */
export function usualSeparator(language: string): CsvSeparator {
  const known = isLanguageTag(language) ? language : 'en';
  const parts = new Intl.NumberFormat(known).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? ';' : ',';
}

export type CsvCell = string | number | undefined;

/**
 * Writes a table as CSV (RFC 4180) with a byte order mark. Cells are quoted where necessary, text
 * that looks like a formula gets a leading `'`, and an absent cell is empty. With `;` as separator,
 * numbers have a decimal comma.
 * @param rows the first one is the header
 */
export function writeCsv(
  rows: readonly (readonly CsvCell[])[],
  separator: CsvSeparator = ',',
): string {
  return BYTE_ORDER_MARK + writeCsvRows(rows, separator);
}

/** Further rows of the same table, without a byte order mark. */
export function writeCsvRows(
  rows: readonly (readonly CsvCell[])[],
  separator: CsvSeparator = ',',
): string {
  if (rows.length === 0) return '';
  const cells = separator === ';' ? rows.map((row) => row.map(withDecimalComma)) : rows;
  const table = Papa.unparse(cells as unknown[][], {
    delimiter: separator,
    newline: '\r\n',
    escapeFormulae: FORMULA,
  });
  return `${table}\r\n`;
}

function withDecimalComma(cell: CsvCell): CsvCell {
  return typeof cell === 'number' ? String(cell).replace('.', ',') : cell;
}

/**
 * The rows of a CSV file, keyed by the trimmed names in its header. The separator is detected. A
 * short row lacks its last cells, and empty lines are skipped.
 * @throws Error that names the row of a quoted cell without an end
 */
export function readCsv(text: string): Partial<Record<string, string>>[] {
  const { data, errors } = Papa.parse<Partial<Record<string, string>>>(text, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim(),
  });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw new Error(`row ${(broken.row ?? 0) + 1}: ${broken.message}`);
  return data;
}
