/** Uniform random numbers, 0 <= x < 1. */
export type Random = () => number;

/**
 * A small seeded generator (mulberry32). Several parts give independent streams, e.g.
 * `seededRandom(seed, epoch, sample)`: a resumed run draws the same numbers as an uninterrupted
 * one.
 */
export function seededRandom(...parts: readonly number[]): Random {
  let state = 0x9e3779b9;
  for (const part of parts) state = mix(state ^ (part | 0)) + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return mix(state) / 2 ** 32;
  };
}

function mix(value: number): number {
  let t = Math.imul(value ^ (value >>> 15), 1 | value);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return (t ^ (t >>> 14)) >>> 0;
}

/** Uniform between two bounds. */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** Standard normal (Box and Muller). */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A shuffled copy (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
