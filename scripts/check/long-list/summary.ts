import type { ErrorCode } from '../../../lib/errors.ts';
import { isJudged, type StillResult } from '../../../lib/stills/still-result.ts';
import { FACE_LABELS, type FaceLabel } from '../../../lib/vision/labels.ts';

/** What a long list of pictures comes to. */
export interface Summary {
  pictures: number;
  /** Faces with a verdict. */
  readonly faces: Record<FaceLabel, number>;
  /** Faces without one. */
  unsure: number;
  /** Pictures that could not be judged. */
  readonly errors: Partial<Record<ErrorCode, number>>;
}

export function emptySummary(): Summary {
  return {
    pictures: 0,
    faces: { with_mask: 0, without_mask: 0, incorrect_mask: 0 },
    unsure: 0,
    errors: {},
  };
}

/** Counts one more result. */
export function addResult(summary: Summary, result: StillResult): void {
  summary.pictures++;
  if (!isJudged(result)) {
    const { code } = result.error;
    summary.errors[code] = (summary.errors[code] ?? 0) + 1;
    return;
  }
  for (const { label } of result.faces) {
    if (label === 'unsure') summary.unsure++;
    else summary.faces[label]++;
  }
}

/**
 * The summary as lines for a person.
 * @param judged pictures that were judged in `seconds`; others were finished before
 */
export function describeSummary(summary: Summary, judged: number, seconds: number): string {
  const { pictures, faces, unsure, errors } = summary;
  const rows: [string, number | string][] = [
    ['pictures', pictures],
    ...FACE_LABELS.map((label): [string, number] => [label, faces[label]]),
    ['unsure', unsure],
    ...Object.entries(errors),
    ['pictures a second', picturesASecond(judged, seconds)],
  ];
  return rows.map(([name, value]) => `${name.padEnd(26)}${value}\n`).join('');
}

/** With two digits after the point; 0 where nothing was judged. */
export function picturesASecond(judged: number, seconds: number): number {
  return judged === 0 ? 0 : Number((judged / seconds).toFixed(2));
}
