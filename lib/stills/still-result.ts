import type { ErrorCode, MaskGateError } from '../errors.ts';
import type { Box, Size } from '../geometry.ts';
import type { JudgedFace } from '../vision/detector-types.ts';
import type { FaceLabel, Verdict, WornWay } from '../vision/labels.ts';

/** What a person says of a face where the judgement was wrong. */
export type Correction = FaceLabel | 'not_a_face';

export interface StillFace extends JudgedFace {
  /** Absent where nobody corrected the label. */
  readonly corrected?: Correction;
}

/** A face that the finder missed and a person marked. */
export interface MarkedFace {
  /** Pixels of the upright picture. */
  readonly box: Box;
  readonly label: FaceLabel;
}

/** A judged picture; boxes in pixels of the upright picture. */
export interface JudgedStill extends Size {
  /** Name or path. */
  readonly file: string;
  readonly faces: readonly StillFace[];
  /** True where the picture has more faces than `MOST_FACES`; absent otherwise. */
  readonly moreFaces?: true;
  /** Absent where nobody marked any, hence never in what `npm run check` prints. */
  readonly marked?: readonly MarkedFace[];
  /** Decoding and judging. */
  readonly ms: number;
}

/** A face with what holds of it: what a person said, else the judgement. */
export interface HoldingFace {
  /** Pixels of the upright picture. */
  readonly box: Box;
  readonly label: Verdict | Correction;
  /** How a mask is worn incorrectly, where the judgement holds and tells it. */
  readonly worn?: WornWay;
  /** 0 to 1; null where a person said it. */
  readonly confidence: number | null;
}

/** All faces of a picture: those found, then those marked by hand. */
export function facesOf({
  faces,
  marked = [],
}: Pick<JudgedStill, 'faces' | 'marked'>): HoldingFace[] {
  return [
    ...faces.map(({ box, label, worn, confidence, corrected }) =>
      corrected
        ? { box, label: corrected, confidence: null }
        : { box, label, ...(worn && { worn }), confidence },
    ),
    ...marked.map((face) => ({ ...face, confidence: null })),
  ];
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
