import { type CsvSeparator, writeCsv, writeCsvRows } from '../csv.ts';
import type { Box } from '../geometry.ts';
import { isJudged, type StillResult } from './still-result.ts';

const COLUMNS = [
  'file',
  'width',
  'height',
  'face',
  'label',
  'confidence',
  'face_score',
  'x',
  'y',
  'box_width',
  'box_height',
  'corrected',
  'error',
  'message',
  'more_faces',
  'worn',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/**
 * One row for each face, one for a picture without faces, and one with the error for a picture that
 * could not be judged. A marked face has only a corrected label. Boxes are in pixels of the upright
 * picture, scores are 0 to 1. `more_faces` is `yes` for a picture with more faces than rows.
 */
export function resultsCsv(results: readonly StillResult[], separator?: CsvSeparator): string {
  return resultsCsvHead(separator) + resultsCsvRows(results, separator);
}

/** The header of the table. */
export function resultsCsvHead(separator?: CsvSeparator): string {
  return writeCsv([COLUMNS], separator);
}

/** Rows without the header, for results that arrive one by one. */
export function resultsCsvRows(results: readonly StillResult[], separator?: CsvSeparator): string {
  const rows = results.flatMap(rowsOf).map((row) => COLUMNS.map((column) => row[column]));
  return writeCsvRows(rows, separator);
}

function rowsOf(result: StillResult): Row[] {
  if (!isJudged(result)) {
    const { file, error } = result;
    return [{ file, error: error.code, message: error.message }];
  }
  const { file, width, height, faces, marked = [], moreFaces } = result;
  const picture: Row = { file, width, height, ...(moreFaces && { more_faces: 'yes' }) };
  const rows: Row[] = [
    ...faces.map(({ box, label, worn, confidence, faceScore, corrected }) => ({
      label,
      ...(worn && { worn }),
      confidence: rounded(confidence, 4),
      face_score: rounded(faceScore, 4),
      ...cornerAndSize(box),
      ...(corrected && { corrected }),
    })),
    ...marked.map(({ box, label }) => ({ ...cornerAndSize(box), corrected: label })),
  ];
  if (rows.length === 0) return [picture];
  return rows.map((row, i) => ({ ...picture, face: i + 1, ...row }));
}

function cornerAndSize({ x, y, width, height }: Box): Row {
  return {
    x: rounded(x, 1),
    y: rounded(y, 1),
    box_width: rounded(width, 1),
    box_height: rounded(height, 1),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
