import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readCsv } from '../../../lib/csv.ts';
import type { Skipped } from '../photograph.ts';
import { partOfPath } from './part-folders.ts';
import { indexPictures } from './picture-index.ts';
import type { FoundBox, FoundPhotograph, Reader } from './reader.ts';

/** What tools call a column, letters alone. */
const COLUMNS = {
  file: ['filename', 'file', 'image', 'imageid', 'imagepath', 'path', 'name', 'img'],
  label: ['class', 'label', 'classname', 'category', 'labelname', 'objectclass'],
  left: ['xmin', 'x1', 'left', 'bboxx', 'x'],
  top: ['ymin', 'y1', 'top', 'bboxy', 'y'],
  right: ['xmax', 'x2', 'right'],
  bottom: ['ymax', 'y2', 'bottom'],
  boxWidth: ['boxwidth', 'bboxwidth', 'bboxw', 'w'],
  boxHeight: ['boxheight', 'bboxheight', 'bboxh', 'h'],
  width: ['imagewidth', 'width', 'imgwidth'],
  height: ['imageheight', 'height', 'imgheight'],
  /** What a person said in place of `label`; in the results of /stills. */
  corrected: ['corrected'],
} as const;
type Column = keyof typeof COLUMNS;
type Row = Partial<Record<string, string>>;

/**
 * CSV: a row a box, with columns for the file, the label and the edges of the box (or a corner, width and
 * height), px; or, without boxes, a row a picture. The results of /stills are of this form.
 */
export const csvBoxes: Reader = {
  format: 'CSV',
  async read(folder) {
    const { root, files } = folder;
    const pictures = indexPictures(folder);
    const byPicture = new Map<string, { row: Row; cell: Cell; list: string }[]>();
    const skipped: Skipped[] = [];
    let isCsv = false;
    for (const list of files.filter((name) => /\.(csv|tsv)$/i.test(name))) {
      const rows = await tableOf(path.join(root, list), skipped);
      const cell = cellReader(rows[0] ?? {});
      if (!cell.has('file') || !cell.has('label')) continue;
      isCsv = true;
      for (const [i, row] of rows.entries()) {
        const file = cell.text(row, 'file');
        const name = pictures.find(file, list);
        if (!name) {
          skipped.push({ file: path.join(root, list), why: `row ${i + 2}: ${file} is not there` });
        } else byPicture.set(name, [...(byPicture.get(name) ?? []), { row, cell, list }]);
      }
    }
    if (!isCsv) return null;
    const photographs = [...byPicture].map(([name, rows]): FoundPhotograph => {
      const [{ row, cell, list }] = rows as [{ row: Row; cell: Cell; list: string }];
      const part = { ...partOfPath(list), ...partOfPath(name) };
      if (!cell.has('left')) return { kind: 'labelled', name, ...part, label: cell.label(row) };
      const [width, height] = [cell.number(row, 'width'), cell.number(row, 'height')];
      return {
        kind: 'annotated',
        name,
        ...part,
        size: width > 0 && height > 0 ? { width, height } : null,
        // A picture without faces has a row without a box.
        boxes: rows.filter((one) => one.cell.text(one.row, 'left') !== '').map(boxOf),
      };
    });
    return { photographs, skipped };
  },
};

async function tableOf(file: string, skipped: Skipped[]): Promise<Row[]> {
  try {
    return readCsv(await readFile(file, 'utf8'));
  } catch (error) {
    skipped.push({ file, why: (error as Error).message });
    return [];
  }
}

type Cell = ReturnType<typeof cellReader>;

/** Finds columns by the names that tools give them. @param head any row */
function cellReader(head: Row) {
  const key = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const byKey = new Map(Object.keys(head).map((name) => [key(name), name]));
  const columns = new Map(
    (Object.keys(COLUMNS) as Column[]).map((column) => [
      column,
      COLUMNS[column].map((name) => byKey.get(name)).find((name) => name !== undefined),
    ]),
  );
  // Where the edges are no edges but a corner and a size, `width` is the box's.
  const isSize = !columns.get('right') && !columns.get('boxWidth');
  if (isSize) {
    for (const [box, picture] of [
      ['boxWidth', 'width'],
      ['boxHeight', 'height'],
    ] as const) {
      columns.set(box, columns.get(picture));
      columns.delete(picture);
    }
  }
  const text = (row: Row, column: Column) => row[columns.get(column) ?? '']?.trim() ?? '';
  return {
    has: (column: Column) => columns.get(column) !== undefined,
    text,
    number: (row: Row, column: Column) => {
      const value = text(row, column);
      return value === '' ? Number.NaN : Number(value.replace(',', '.'));
    },
    label: (row: Row) => text(row, 'corrected') || text(row, 'label'),
  };
}

function boxOf({ row, cell }: { row: Row; cell: Cell }): FoundBox {
  const [x, y] = [cell.number(row, 'left'), cell.number(row, 'top')];
  const width = cell.has('right') ? cell.number(row, 'right') - x : cell.number(row, 'boxWidth');
  const height = cell.has('bottom')
    ? cell.number(row, 'bottom') - y
    : cell.number(row, 'boxHeight');
  return { label: cell.label(row), box: { x, y, width, height }, doubtful: false };
}
