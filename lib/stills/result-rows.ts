import type { Box } from '../geometry.ts';
import { isJudged, type StillResult } from './still-result.ts';

/** The columns of a table of results. */
export const RESULT_COLUMNS = [
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
export type ResultColumn = (typeof RESULT_COLUMNS)[number];
export type ResultRow = Partial<Record<ResultColumn, string | number>>;

/**
 * One row for each face, one for a picture without faces, and one with the error for a picture that
 * could not be judged. A marked face has only a corrected label. Boxes are in pixels of the upright
 * picture, scores are 0 to 1. `more_faces` is `yes` for a picture with more faces than rows.
 */
export function resultRows(result: StillResult): ResultRow[] {
  if (!isJudged(result)) {
    const { file, error } = result;
    return [{ file, error: error.code, message: error.message }];
  }
  const { file, width, height, faces, marked = [], moreFaces } = result;
  const picture: ResultRow = { file, width, height, ...(moreFaces && { more_faces: 'yes' }) };
  const rows: ResultRow[] = [
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

function cornerAndSize({ x, y, width, height }: Box): ResultRow {
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
