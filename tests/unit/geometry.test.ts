import { describe, expect, it } from 'vitest';
import { clipToFrame, intersect, intersectionOverUnion } from '@/lib/geometry';

const box = { x: 10, y: 20, width: 30, height: 40 };

describe('intersectionOverUnion', () => {
  it('is 1 for the same box and 0 for boxes that only touch', () => {
    expect(intersectionOverUnion(box, box)).toBe(1);
    expect(intersectionOverUnion(box, { ...box, x: 40 })).toBe(0);
  });

  it('is shared area over covered area', () => {
    // 20 x 40 of 30 x 40 shared: 800 of 1600 covered.
    expect(intersectionOverUnion(box, { ...box, x: 20 })).toBe(0.5);
  });
});

describe('clipToFrame', () => {
  it('keeps the part inside the frame, and is null for a box outside', () => {
    const frame = { width: 25, height: 45 };
    expect(clipToFrame(box, frame)).toEqual({ x: 10, y: 20, width: 15, height: 25 });
    expect(clipToFrame({ ...box, x: -31 }, frame)).toBeNull();
  });
});

describe('intersect', () => {
  it('is the same both ways', () => {
    const other = { x: 35, y: 5, width: 100, height: 18 };
    expect(intersect(box, other)).toEqual({ x: 35, y: 20, width: 5, height: 3 });
    expect(intersect(other, box)).toEqual(intersect(box, other));
  });
});
