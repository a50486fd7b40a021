import type { ErrorCode, MaskGateError } from '../errors.ts';
import type { Size } from '../geometry.ts';
import type { JudgedFace } from '../vision/detector-types.ts';
import type { FaceLabel, Verdict } from '../vision/labels.ts';

/** What a person says of a face where the judgement was wrong. */
export type Correction = FaceLabel | 'not_a_face';

export interface StillFace extends JudgedFace {
  /** Absent where nobody corrected the label. */
  readonly corrected?: Correction;
}

/** What holds of a face: the correction, else the judgement. */
export function labelOf({ label, corrected }: StillFace): Verdict | Correction {
  return corrected ?? label;
}

/** A judged picture; boxes in pixels of the upright picture. */
export interface JudgedStill extends Size {
  /** Name or path. */
  readonly file: string;
  readonly faces: readonly StillFace[];
  /** Decoding and judging. */
  readonly ms: number;
}

export interface FailedStill {
  readonly file: string;
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

/** What is said of one picture: the record that `npm run check -- --json` prints and the page saves. */
export type StillResult = JudgedStill | FailedStill;

export function isJudged(result: StillResult): result is JudgedStill {
  return !('error' in result);
}

export function failedStill(file: string, { code, message }: MaskGateError): FailedStill {
  return { file, error: { code, message } };
}

/** A line a picture. */
export function toJsonLines(results: readonly StillResult[]): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}
