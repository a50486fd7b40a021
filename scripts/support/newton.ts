/** A function's slope at a place, and how the slope changes there: a symmetric, positive definite matrix. */
export interface Slope {
  readonly slope: readonly number[];
  readonly bend: readonly (readonly number[])[];
}

const STEPS = 100;
/** Part of a whole step that is taken: far from the least, a whole one can overshoot. */
const STEP_LENGTH = 0.5;
/** A number moves by this at most in a step; where all is certain, a whole step is endless. */
const LONGEST_STEP = 0.5;

/**
 * Where a convex function of a few numbers is least, by Newton's method.
 * @param within keeps the numbers in their ranges
 */
export function leastByNewton(
  start: readonly number[],
  slopeAt: (at: readonly number[]) => Slope,
  within: (at: readonly number[]) => number[],
): number[] {
  let at = [...start];
  for (let step = 0; step < STEPS; step++) {
    const { slope, bend } = slopeAt(at);
    const move = solve(bend, slope);
    const length = Math.min(STEP_LENGTH, LONGEST_STEP / Math.max(...move.map(Math.abs)));
    at = within(at.map((value, i) => value - length * (move[i] as number)));
  }
  return at;
}

/** Gaussian elimination of a small, positive definite system. */
function solve(matrix: Slope['bend'], right: readonly number[]): number[] {
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
