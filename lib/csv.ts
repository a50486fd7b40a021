import Papa from 'papaparse';

/** Tells spreadsheets that a file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Text that a spreadsheet may run as a formula (OWASP, "CSV injection"), also with the full-width signs
 * of East Asian keyboards. A negative number is no formula.
 */
const FORMULA = /^(?:[=+@\t\r\n＝＋－＠]|-(?!\d+(?:[.,]\d+)?(?:e[+-]?\d+)?$))/;

/** Between two cells. A spreadsheet that writes decimals with a comma expects `;`. */
export const CSV_SEPARATORS = [',', ';', '\t'] as const;
export type CsvSeparator = (typeof CSV_SEPARATORS)[number];

export type CsvCell = string | number | undefined;

/**
 * A table as CSV (RFC 4180) with a byte order mark: cells are quoted where they must be, text that looks
 * like a formula gets a `'` before it, and an absent cell is empty. With `;` as the separator, numbers
 * have a decimal comma.
 * @param rows the first one is the header
 */
export function writeCsv(
  rows: readonly (readonly CsvCell[])[],
  separator: CsvSeparator = ',',
): string {
  return BYTE_ORDER_MARK + writeCsvRows(rows, separator);
}

/** Further rows of such a table, without the byte order mark. */
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
 * The rows of a CSV file by the names in its header, which are trimmed. The separator is found out; a row
 * that is too short lacks its last cells, and empty lines are left out.
 * @throws Error that names the row where a quoted cell has no end
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
