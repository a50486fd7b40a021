import path from 'node:path';
import type { Box } from '../../../lib/geometry.ts';
import type { Skipped } from '../photograph.ts';
import { pictureSize } from '../picture-size.ts';
import { type Cells, findColumns, type Row } from './csv-columns.ts';
import { tableRows } from './csv-table.ts';
import { areParts, inPixels } from './outlines.ts';
import { partOfList, partOfName, partOfPath } from './part-folders.ts';
import { indexPictures } from './picture-index.ts';
import { readText } from './read-text.ts';
import type { FoundBox, FoundPhotograph, Reader } from './reader.ts';
import { boxOfShape, firstText } from './via.ts';

/** A table with columns for pictures and labels. */
interface Table {
  readonly list: string;
  readonly cells: Cells;
  /** How a row's box and label are read. */
  readonly boxIn: ((row: Row) => Box) | null;
  readonly labelIn: (row: Row) => string;
}
interface TableRow {
  readonly row: Row;
  readonly table: Table;
}

/**
 * CSV: a row a box, with columns for the file, the label and the edges of the box (or a corner or centre,
 * width and height), px or parts of the picture; or, without boxes, a row a picture, with its label or a
 * column of 0 and 1 for each. The results of /stills are of this form, and what the VGG Image Annotator writes.
 */
export const csvBoxes: Reader = {
  format: 'CSV',
  async read(folder) {
    const { root, files } = folder;
    const pictures = indexPictures(folder);
    const byPicture = new Map<string, TableRow[]>();
    const skipped: Skipped[] = [];
    let isCsv = false;
    for (const list of files.filter((name) => /\.(csv|tsv)$/i.test(name))) {
      const { rows, headerRows } = await rowsOf(path.join(root, list), skipped);
      const table = tableOf(list, rows);
      if (!table) continue;
      isCsv = true;
      for (const [i, row] of rows.entries()) {
        const file = table.cells.text(row, 'file');
        const name = pictures.find(file, list);
        if (name) byPicture.set(name, [...(byPicture.get(name) ?? []), { row, table }]);
        else {
          const detail = `row ${i + 1 + headerRows}: ${file}`;
          const why = 'a row whose picture is not there';
          skipped.push({ file: path.join(root, list), why, detail });
        }
      }
    }
    if (!isCsv) return null;
    const photographs: FoundPhotograph[] = [];
    for (const [name, rows] of byPicture) {
      const found = await foundIn(path.join(root, name), name, rows).catch((error: Error) => error);
      if (found instanceof Error) skipped.push({ file: path.join(root, name), why: found.message });
      else photographs.push(found);
    }
    for (const name of folder.pictures.filter((picture) => !byPicture.has(picture))) {
      skipped.push({ file: path.join(root, name), why: 'a picture without a row' });
    }
    return { photographs, skipped };
  },
};

async function rowsOf(file: string, skipped: Skipped[]) {
  try {
    return tableRows(await readText(file));
  } catch (error) {
    skipped.push({ file, why: 'no whole table', detail: (error as Error).message });
    return { rows: [], headerRows: 1 };
  }
}

/** Null where it lists no labelled pictures. */
function tableOf(list: string, rows: readonly Row[]): Table | null {
  const cells = findColumns(rows[0] ?? {});
  if (!cells.has('file')) return null;
  const chosen = oneOfColumns(rows, cells);
  const isVia = cells.has('regionShape') && cells.has('regionLabel');
  if (!cells.has('label') && !chosen && !isVia) return null;
  if (isVia) {
    return {
      list,
      cells,
      boxIn: (row) => boxOfShape(cells.text(row, 'regionShape')),
      labelIn: (row) => firstText(cells.text(row, 'regionLabel')),
    };
  }
  return {
    list,
    cells,
    boxIn: boxReader(cells, rows),
    labelIn: (row) =>
      cells.text(row, 'corrected') || cells.text(row, 'label') || (chosen?.(row) ?? ''),
  };
}

async function foundIn(
  file: string,
  name: string,
  rows: readonly TableRow[],
): Promise<FoundPhotograph> {
  const [{ row, table }] = rows as [TableRow];
  const { cells, list, boxIn, labelIn } = table;
  const inRow = partOfName(cells.text(row, 'part'));
  const part = { ...partOfList(list), ...partOfPath(name), ...inRow };
  if (!boxIn) return { kind: 'labelled', name, ...part, label: labelIn(row) };
  const [width, height] = [cells.number(row, 'width'), cells.number(row, 'height')];
  const size = width > 0 && height > 0 ? { width, height } : null;
  // A picture without faces has a row without a box.
  const boxes = rows.flatMap(({ row: one, table: own }): FoundBox[] => {
    const label = own.labelIn(one);
    const box = own.boxIn?.(one);
    if (!box || (label === '' && Number.isNaN(box.x))) return [];
    return [{ label, box, doubtful: Number(own.cells.text(one, 'difficult')) === 1 }];
  });
  const entry = { kind: 'annotated', name, ...part } as const;
  if (!areParts(boxes.map(({ box }) => box))) return { ...entry, size, boxes };
  const seen = size ?? (await pictureSize(file));
  const placed = boxes.map((one) => ({ ...one, box: inPixels(one.box, seen) }));
  return { ...entry, size: seen, boxes: placed };
}

/** How the columns give a box; null where they give none. */
function boxReader(cells: Cells, rows: readonly Row[]): ((row: Row) => Box) | null {
  if (cells.has('centreX') && cells.has('boxWidth')) {
    return (row) => {
      const [width, height] = [cells.number(row, 'boxWidth'), cells.number(row, 'boxHeight')];
      const [x, y] = [cells.number(row, 'centreX'), cells.number(row, 'centreY')];
      return { x: x - width / 2, y: y - height / 2, width, height };
    };
  }
  if (cells.has('left')) {
    const edges = cells.has('right') ? edgesReader(cells, rows) : null;
    return (row) => {
      if (edges) return edges(row);
      const [x, y] = [cells.number(row, 'left'), cells.number(row, 'top')];
      return { x, y, width: cells.number(row, 'boxWidth'), height: cells.number(row, 'boxHeight') };
    };
  }
  if (!cells.has('box')) return null;
  return (row) => {
    const numbers = cells.text(row, 'box').match(/-?\d+(\.\d+)?/g) ?? [];
    const [x, y, width, height] = numbers.map(Number);
    return { x: x ?? Number.NaN, y: y ?? Number.NaN, width: width ?? 0, height: height ?? 0 };
  };
}

/**
 * Columns `x1, x2, y1, y2` of a well-known mask set hold left, top, right and bottom all the same. So they are
 * read where only that gives every box an area with its edges in order.
 */
function edgesReader(cells: Cells, rows: readonly Row[]): (row: Row) => Box {
  const asNamed = boxBetween(cells, ['left', 'top', 'right', 'bottom']);
  const crossed = boxBetween(cells, ['left', 'right', 'top', 'bottom']);
  const hasOrder = (read: (row: Row) => Box) =>
    rows.map(read).every(({ width, height }) => !(width <= 0 || height <= 0));
  return !hasOrder(asNamed) && hasOrder(crossed) ? crossed : asNamed;
}

type Edge = 'left' | 'top' | 'right' | 'bottom';

/** @param columns of the left, top, right and bottom edge */
function boxBetween(cells: Cells, columns: readonly [Edge, Edge, Edge, Edge]) {
  return (row: Row): Box => {
    const [left, top, right, bottom] = columns.map((column) => cells.number(row, column)) as [
      number,
      number,
      number,
      number,
    ];
    return { x: left, y: top, width: right - left, height: bottom - top };
  };
}

/** The label of a row as the column with a 1, where columns of 0 and 1 stand in place of labels. */
function oneOfColumns(rows: readonly Row[], cells: Cells): ((row: Row) => string) | null {
  if (cells.has('label') || cells.has('left')) return null;
  const names = Object.keys(rows[0] ?? {}).filter((name) =>
    rows.every((row) => /^[01](\.0+)?$/.test(row[name]?.trim() ?? '')),
  );
  if (names.length < 2) return null;
  return (row) => names.find((name) => Number(row[name]) === 1) ?? '';
}
