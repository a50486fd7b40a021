import type { ErrorCode, MaskGateError } from '../errors.ts';
import type { Box, Size } from '../geometry.ts';
import type { JudgedFace } from '../vision/detector-types.ts';
import type { FaceLabel, Verdict, WornWay } from '../vision/labels.ts';

/** A person's correction of a wrong label. */
export type Correction = FaceLabel | 'not_a_face';

export interface StillFace extends JudgedFace {
  /** Absent without a correction. */
  readonly corrected?: Correction;
}

/** A face that the finder missed and a person marked. */
export interface MarkedFace {
  /** Pixels of the upright picture. */
  readonly box: Box;
  readonly label: FaceLabel;
}

/** A judged picture. Boxes are in pixels of the upright picture. */
export interface JudgedStill extends Size {
  /** Name or path. */
  readonly file: string;
  readonly faces: readonly StillFace[];
  /** True where the picture has more faces than `MOST_FACES`; absent otherwise. */
  readonly moreFaces?: true;
  /** Absent without marked faces, and never in the output of `npm run check`. */
  readonly marked?: readonly MarkedFace[];
  /** Time for decoding and judging. */
  readonly ms: number;
}

/** A face with its valid label: a person's correction, else the judgement. */
export interface HoldingFace {
  /** Pixels of the upright picture. */
  readonly box: Box;
  readonly label: Verdict | Correction;
  /** How a mask is worn incorrectly. Absent where it is unclear or corrected. */
  readonly worn?: WornWay;
  /** 0 to 1; null for a label from a person. */
  readonly confidence: number | null;
}

/** All faces of a picture: the found ones, then the marked ones. */
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

/** The result of one picture, as `npm run check -- --json` prints it and the page saves it. */
export type StillResult = JudgedStill | FailedStill;

export function isJudged(result: StillResult): result is JudgedStill {
  return !('error' in result);
}

export function failedStill(file: string, { code, message }: MaskGateError): FailedStill {
  return { file, error: { code, message } };
}

/** One line for each picture. */
export function toJsonLines(results: readonly StillResult[]): string {
  return results.map((result) => `${JSON.stringify(result)}\n`).join('');
}
