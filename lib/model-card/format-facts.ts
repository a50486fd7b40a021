import type { RateFact, ShareFact } from './facts.ts';

/** `96.1% (93 to 98, n=312)`: percent, 95% interval, sample size. */
export function formatShareFact({ share: p, n, interval: { low, high } }: ShareFact): string {
  if (n === 0) return '–';
  return `${(100 * p).toFixed(1)}% (${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}, n=${n})`;
}

/** `0.12 (0.08–0.17)`: mean and 95% interval. */
export function formatRateFact({ mean, interval: { low, high } }: RateFact): string {
  return `${mean.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
