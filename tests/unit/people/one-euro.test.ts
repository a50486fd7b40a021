import { describe, expect, it } from 'vitest';
import { smooth, startSmoothing } from '@/lib/people/one-euro';

const OPTIONS = { restCutoffHz: 1, speedGain: 0.05 };

function follow(values: readonly number[], stepSeconds: number) {
  let state = startSmoothing(values[0] ?? 0);
  for (const value of values.slice(1)) state = smooth(state, value, stepSeconds, OPTIONS);
  return state;
}

describe('smooth', () => {
  it('leaves a constant value as it is', () => {
    expect(follow([7, 7, 7, 7], 0.1)).toEqual({ value: 7, raw: 7, speed: 0 });
  });

  it('follows a fast change more closely than a slow one', () => {
    const taken = (jump: number) => smooth(startSmoothing(0), jump, 0.1, OPTIONS).value / jump;
    expect(taken(200)).toBeGreaterThan(taken(2) * 1.5);
  });

  it('measures the speed of a steady movement', () => {
    const walk = Array.from({ length: 40 }, (_, i) => i * 30);
    expect(follow(walk, 0.1).speed).toBeCloseTo(300, -1);
  });
});
