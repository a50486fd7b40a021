import { logOdds } from '../../lib/vision/judge/face-evidence.ts';
import type { FaceEvidence } from '../../lib/vision/model/manifest.ts';

/** A box that both networks took for a face. */
export interface JudgedBox {
  /** The classifier's probability that it is no background, 0 to 1. */
  readonly noBackground: number;
  /** The finder's, 0 to 1. */
  readonly faceScore: number;
  /** Whether it shows a face. */
  readonly isFace: boolean;
}

const STEPS = 100;
/** A factor moves by this at most. */
const LONGEST_STEP = 0.5;
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
  let at = start;
  for (let step = 0; step < STEPS; step++) {
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
    const move = solve(bend, slope);
    // Far from the best, a whole step can overshoot, and where all is certain it is endless.
    const length = Math.min(0.5, LONGEST_STEP / Math.max(...move.map(Math.abs)));
    at = at.map((value, i) => value - length * (move[i] as number));
    at = [at[0] as number, Math.max(0, at[1] as number), Math.max(0, at[2] as number)];
  }
  const [bias, classifier, finder] = at.map((value) => Number(value.toFixed(4))) as [
    number,
    number,
    number,
  ];
  return { bias, classifier, finder };
}

/** Gaussian elimination of a small, positive definite system. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] as number]);
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const pivot = rows[k] as number[];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const row = rows[i] as number[];
      const share = (row[k] as number) / (pivot[k] as number);
      for (let j = k; j <= n; j++) row[j] = (row[j] as number) - share * (pivot[j] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}
