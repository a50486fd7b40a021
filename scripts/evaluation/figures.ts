import type { JudgedFace } from '../../lib/vision/detector-types.ts';
import { FACE_LABELS, type FaceLabel, type Verdict } from '../../lib/vision/labels.ts';
import { type Share, share } from '../training/metrics.ts';

/** Faces from this part of the picture's longer edge on are those that a checker must not miss. */
export const LARGE_FACE_RATIO = 0.08;

/** One annotated face and what was made of it. */
export interface Outcome {
  readonly truth: FaceLabel;
  /** Face height as a part of the picture's longer edge. */
  readonly heightRatio: number;
  /** Null: not found. */
  readonly judged: JudgedFace | null;
}

export interface ClassFigures {
  /** Of all annotated faces of the class. */
  readonly found: Share;
  readonly foundAndRight: Share;
  /** Of those found. */
  readonly unsure: Share;
  /** Of those found: called with_mask. */
  readonly calledMasked: Share;
  /** Found faces by what they were called. */
  readonly verdicts: Record<Verdict, number>;
}

export interface SizeFigures {
  readonly byClass: Record<FaceLabel, ClassFigures>;
  /** Unsure among all found faces. */
  readonly unsure: Share;
  /** Boxes a picture that no annotated face explains. */
  readonly unmatchedPerPicture: number;
}

export interface EvaluationFigures {
  readonly pictures: number;
  readonly unreadable: number;
  readonly large: SizeFigures;
  readonly all: SizeFigures;
}

const VERDICTS = [...FACE_LABELS, 'unsure'] as const;

export function sizeFigures(
  outcomes: readonly Outcome[],
  unmatched: number,
  pictures: number,
): SizeFigures {
  const found = outcomes.filter(({ judged }) => judged !== null);
  return {
    byClass: Object.fromEntries(
      FACE_LABELS.map((label) => [label, classFigures(label, outcomes)]),
    ) as Record<FaceLabel, ClassFigures>,
    unsure: share(found.filter(({ judged }) => judged?.label === 'unsure').length, found.length),
    unmatchedPerPicture: pictures ? unmatched / pictures : 0,
  };
}

function classFigures(label: FaceLabel, outcomes: readonly Outcome[]): ClassFigures {
  const faces = outcomes.filter(({ truth }) => truth === label);
  const verdicts = Object.fromEntries(
    VERDICTS.map((v) => [v, faces.filter(({ judged }) => judged?.label === v).length]),
  ) as Record<Verdict, number>;
  const found = faces.filter(({ judged }) => judged !== null).length;
  return {
    found: share(found, faces.length),
    foundAndRight: share(verdicts[label], faces.length),
    unsure: share(verdicts.unsure, found),
    calledMasked: share(verdicts.with_mask, found),
    verdicts,
  };
}

/** A table for people. */
export function formatFigures(figures: EvaluationFigures): string {
  const percent = ({ share: p, n, interval: { low, high } }: Share) =>
    n === 0
      ? 'none'
      : `${(100 * p).toFixed(1)}% (${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)}, n=${n})`;
  const section = (title: string, part: SizeFigures) => [
    `${title}: unmatched boxes a picture ${part.unmatchedPerPicture.toFixed(2)}, ` +
      `unsure ${percent(part.unsure)}`,
    ...FACE_LABELS.map((label) => {
      const c = part.byClass[label];
      return (
        `  ${label.padEnd(14)} found ${percent(c.found)}, found and right ` +
        `${percent(c.foundAndRight)}, called with_mask ${percent(c.calledMasked)}`
      );
    }),
  ];
  return [
    `${figures.pictures} pictures, ${figures.unreadable} unreadable`,
    ...section(`Faces from ${100 * LARGE_FACE_RATIO}% of the longer edge`, figures.large),
    ...section('Faces of all sizes', figures.all),
  ].join('\n');
}
