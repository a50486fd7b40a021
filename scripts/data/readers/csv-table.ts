import Papa from 'papaparse';
import { readCsv } from '../../../lib/csv.ts';
import { looksLikePicture } from '../../../lib/stills/picture-names.ts';
import type { Row } from './csv-columns.ts';

/** The names of the columns of tables without a header, which other tools write. */
const HEADERS = [
  { of: 'keras-retinanet', columns: ['file', 'x1', 'y1', 'x2', 'y2', 'label'] },
  {
    of: 'MakeSense',
    columns: ['label', 'x', 'y', 'boxwidth', 'boxheight', 'file', 'imagewidth', 'imageheight'],
  },
  { of: 'a list', columns: ['file', 'label'] },
  { of: 'a list', columns: ['label', 'file'] },
] as const;

/**
 * The rows of a table. One without a header is told by a picture's name in its first row.
 * @throws Error that names the row where a quoted cell has no end
 */
export function tableRows(text: string): { readonly rows: Row[]; readonly headerRows: number } {
  const { data } = Papa.parse<string[]>(text, { preview: 1, skipEmptyLines: 'greedy' });
  const first = (data[0] ?? []).map((cell) => cell.trim());
  const header = HEADERS.find(({ columns }) => fits(columns, first));
  if (!header) return { rows: readCsv(text), headerRows: 1 };
  const names = Papa.unparse([[...header.columns]], { delimiter: separatorOf(text) });
  return { rows: readCsv(`${names}\n${text}`), headerRows: 0 };
}

function separatorOf(text: string): string {
  return Papa.parse(text, { preview: 1 }).meta.delimiter;
}

function fits(columns: readonly string[], cells: readonly string[]): boolean {
  return (
    columns.length === cells.length &&
    columns.every((column, i) => {
      const cell = cells[i] as string;
      if (column === 'file') return looksLikePicture(cell);
      // An empty cell is a picture without a face.
      const isNumber = cell === '' || Number.isFinite(Number(cell));
      return column === 'label' ? cell === '' || !Number.isFinite(Number(cell)) : isNumber;
    })
  );
}
