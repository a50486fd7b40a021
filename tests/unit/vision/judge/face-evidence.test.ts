import { describe, expect, it } from 'vitest';
import { faceProbability, logOdds } from '@/lib/vision/judge/face-evidence';

const EVIDENCE = { bias: -0.5, classifier: 1.5, finder: 0.75 };

describe('faceProbability', () => {
  it('adds the log-odds of both networks', () => {
    // Odds 4 and 9: exp(-0.5) * 4 ** 1.5 * 9 ** 0.75.
    const odds = Math.exp(-0.5) * 8 * 9 ** 0.75;
    const probability = faceProbability({ background: 0.2 }, 0.9, EVIDENCE);
    expect(probability).toBeCloseTo(odds / (1 + odds), 6);
  });

  it("is the classifier's probability if nothing was fitted", () => {
    expect(faceProbability({ background: 0.17 }, 0.3)).toBeCloseTo(0.83, 9);
  });

  it('stays between 0 and 1 whatever the networks say', () => {
    const surest = faceProbability({ background: 0 }, 1, EVIDENCE);
    expect(surest).toBeGreaterThan(0.999);
    expect(surest).toBeLessThan(1);
    expect(faceProbability({ background: 1 }, 0, EVIDENCE)).toBeGreaterThan(0);
  });
});

describe('logOdds', () => {
  it('is 0 at a half, opposite on either side, and bounded', () => {
    expect(logOdds(0.5)).toBe(0);
    expect(logOdds(0.8)).toBeCloseTo(Math.log(4), 9);
    expect(logOdds(0.2)).toBeCloseTo(-Math.log(4), 9);
    expect(Number.isFinite(logOdds(0))).toBe(true);
    expect(logOdds(1)).toBeCloseTo(-logOdds(0), 9);
  });
});
