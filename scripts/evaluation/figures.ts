import type { JudgedFace } from '../../lib/vision/detector-types.ts';
import { FACE_LABELS, type FaceLabel, likeliest, type Verdict } from '../../lib/vision/labels.ts';
import { type Share, share } from '../training/report/metrics.ts';

/** Bounds of the size table: face height as a part of the picture's longer edge. */
const SIZE_BOUNDS = [0, 0.04, 0.08, 0.16, Infinity] as const;
const RELIABILITY_BINS = 10;

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

/** Found faces whose confidence lies in one range: a calibrated judge is right as often as it says. */
export interface ReliabilityBin {
  /** Mean confidence, 0 to 1. */
  readonly confidence: number;
  readonly right: Share;
}

/** Found and right by class, for faces in one range of sizes. */
export interface SizeRow {
  /** Face height as a part of the picture's longer edge. */
  readonly from: number;
  readonly to: number | null;
  readonly foundAndRight: Record<FaceLabel, Share>;
}

export interface EvaluationFigures {
  readonly pictures: number;
  readonly unreadable: number;
  readonly large: SizeFigures;
  readonly all: SizeFigures;
  readonly bySize: readonly SizeRow[];
  /** Of all found faces, the strongest class taken, sure or not. */
  readonly reliability: readonly ReliabilityBin[];
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

/** Found and right, size by size. */
export function sizeTable(outcomes: readonly Outcome[]): SizeRow[] {
  return SIZE_BOUNDS.slice(0, -1).map((from, i) => {
    const to = SIZE_BOUNDS[i + 1] as number;
    const inside = outcomes.filter((o) => o.heightRatio >= from && o.heightRatio < to);
    const figures = sizeFigures(inside, 0, 0);
    return {
      from,
      to: Number.isFinite(to) ? to : null,
      foundAndRight: Object.fromEntries(
        FACE_LABELS.map((label) => [label, figures.byClass[label].foundAndRight]),
      ) as Record<FaceLabel, Share>,
    };
  });
}

/** How often the found faces of each range of confidence are judged rightly. */
export function reliability(outcomes: readonly Outcome[]): ReliabilityBin[] {
  const found = outcomes.flatMap(({ truth, judged }) => {
    if (!judged) return [];
    const { label, scores, confidence } = judged;
    const meant = label === 'unsure' ? likeliest(FACE_LABELS, (l) => scores[l]) : label;
    return [{ confidence, right: meant === truth }];
  });
  return Array.from({ length: RELIABILITY_BINS }, (_, bin) =>
    found.filter(
      ({ confidence }) =>
        Math.min(RELIABILITY_BINS - 1, Math.floor(confidence * RELIABILITY_BINS)) === bin,
    ),
  )
    .filter((faces) => faces.length > 0)
    .map((faces) => ({
      confidence: faces.reduce((sum, face) => sum + face.confidence, 0) / faces.length,
      right: share(faces.filter(({ right }) => right).length, faces.length),
    }));
}

/** A share as text: percent, interval, sample size. */
export function formatShare({ share: p, n, interval: { low, high } }: Share): string {
  if (n === 0) return 'none';
  return `${(100 * p).toFixed(1)}% (${(100 * low).toFixed(0)} to ${(100 * high).toFixed(0)}, n=${n})`;
}

/** A table for people. */
export function formatFigures(figures: EvaluationFigures): string {
  const section = (title: string, part: SizeFigures) => [
    `${title}: unmatched boxes a picture ${part.unmatchedPerPicture.toFixed(2)}, ` +
      `unsure ${formatShare(part.unsure)}`,
    ...FACE_LABELS.map((label) => {
      const c = part.byClass[label];
      return (
        `  ${label.padEnd(14)} found ${formatShare(c.found)}, found and right ` +
        `${formatShare(c.foundAndRight)}, called with_mask ${formatShare(c.calledMasked)}`
      );
    }),
  ];
  return [
    `${figures.pictures} pictures, ${figures.unreadable} unreadable`,
    ...section(`Faces from ${100 * LARGE_FACE_RATIO}% of the longer edge`, figures.large),
    ...section('Faces of all sizes', figures.all),
  ].join('\n');
}
