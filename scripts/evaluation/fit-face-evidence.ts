import { logOdds } from '../../lib/vision/judge/face-evidence.ts';
import type { FaceEvidence } from '../../lib/vision/model/manifest.ts';
import { leastByNewton, type Slope } from '../support/newton.ts';

/** A box that both networks took for a face. */
export interface JudgedBox {
  /** The classifier's probability that it is no background, 0 to 1. */
  readonly noBackground: number;
  /** The finder's, 0 to 1. */
  readonly faceScore: number;
  /** Whether it shows a face. */
  readonly isFace: boolean;
}

/** The prior that holds each number where few boxes speak: weight of a deviation of 1. */
const PRIOR = 0.1;
/** Where the factors start and what the prior pulls to: the classifier's word alone. */
const START = { bias: 0, classifier: 1, finder: 0 };

/** The logistic model with the least negative log-likelihood, by Newton's method; factors are not negative. */
export function fitFaceEvidence(boxes: readonly JudgedBox[]): FaceEvidence {
  const rows = boxes.map(({ noBackground, faceScore, isFace }) => ({
    x: [1, logOdds(noBackground), logOdds(faceScore)] as const,
    y: isFace ? 1 : 0,
  }));
  const start = [START.bias, START.classifier, START.finder];
  const slopeAt = (at: readonly number[]): Slope => {
    const slope = at.map((value, i) => PRIOR * (value - (start[i] as number)));
    const bend = at.map((_, i) => at.map((_, j) => (i === j ? PRIOR : 0)));
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, xi, i) => sum + xi * (at[i] as number), 0)));
      x.forEach((xi, i) => {
        slope[i] = (slope[i] as number) + (p - y) * xi;
        const row = bend[i] as number[];
        x.forEach((xj, j) => {
          row[j] = (row[j] as number) + p * (1 - p) * xi * xj;
        });
      });
    }
    return { slope, bend };
  };
  const at = leastByNewton(start, slopeAt, ([bias, ...factors]) => [
    bias as number,
    ...factors.map((factor) => Math.max(0, factor)),
  ]);
  const [bias, classifier, finder] = at.map((value) => Number(value.toFixed(4))) as [
    number,
    number,
    number,
  ];
  return { bias, classifier, finder };
}
