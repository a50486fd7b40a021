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
  'worn',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/** Tells spreadsheets that the file is UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * RFC 4180: a row for each face, one for a picture without any, one with the error for a picture that
 * could not be judged. A face marked by hand has no label of its own, only a corrected one. Boxes in pixels of the upright picture, scores 0 to 1.
 */
export function toCsv(results: readonly StillResult[]): string {
  const rows = results.flatMap(rowsOf).map((row) => COLUMNS.map((column) => csvCell(row[column])));
  const lines = [[...COLUMNS], ...rows].map((cells) => `${cells.join(',')}\r\n`);
  return BYTE_ORDER_MARK + lines.join('');
}

function rowsOf(result: StillResult): Row[] {
  if (!isJudged(result)) {
    const { file, error } = result;
    return [{ file, error: error.code, message: error.message }];
  }
  const { file, width, height, faces, marked = [] } = result;
  const rows: Row[] = [
    ...faces.map(({ box, label, worn, confidence, faceScore, corrected }) => ({
      label,
      ...(worn && { worn }),
      confidence: confidence.toFixed(4),
      face_score: faceScore.toFixed(4),
      ...cornerAndSize(box),
      ...(corrected && { corrected }),
    })),
    ...marked.map(({ box, label }) => ({ ...cornerAndSize(box), corrected: label })),
  ];
  if (rows.length === 0) return [{ file, width, height }];
  return rows.map((row, i) => ({ file, width, height, face: i + 1, ...row }));
}

function cornerAndSize({ x, y, width, height }: Box): Row {
  return {
    x: x.toFixed(1),
    y: y.toFixed(1),
    box_width: width.toFixed(1),
    box_height: height.toFixed(1),
  };
}

/** A cell of RFC 4180. A file's name must not become a formula in somebody's spreadsheet. */
export function csvCell(value: string | number = ''): string {
  const text = String(value).replace(/^(?=[=+@\t\r]|-\D)/, "'");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
