import { describe, expect, it } from 'vitest';
import { isBlack } from '@/lib/camera/darkness';

/** Opaque pixels of one grey level each. */
function greys(...levels: number[]): Uint8ClampedArray {
  return Uint8ClampedArray.from(levels.flatMap((level) => [level, level, level, 255]));
}

describe('isBlack', () => {
  it('treats noise in the dark as black, and a dim room not', () => {
    expect(isBlack(greys(0, 7, 18, 3))).toBe(true);
    expect(isBlack(greys(0, 7, 45, 3))).toBe(false);
  });
});
