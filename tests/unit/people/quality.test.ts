import { describe, expect, it } from 'vitest';
import type { Box, Point } from '@/lib/geometry';
import { qualityOf } from '@/lib/people/quality';
import { startSmoothBox } from '@/lib/people/smooth-box';

const FRAME = { width: 1280, height: 720 };
const FACE: Box = { x: 500, y: 200, width: 120, height: 140 };

function quality(box: Box, { speed = 0, faceScore = 1 } = {}): number {
  const motion = startSmoothBox(box);
  const moving = { ...motion, x: { ...motion.x, speed } };
  return qualityOf({ box, faceScore }, { motion: moving }, FRAME);
}

describe('qualityOf', () => {
  it('is 1 for a large, still face inside the frame', () => {
    expect(quality(FACE)).toBe(1);
  });

  it.each([
    ['small', quality({ ...FACE, width: 20, height: 24 })],
    ['fast', quality(FACE, { speed: 700 })],
    ['cut off by the frame', quality({ ...FACE, x: 0 })],
    ['cut off below', quality({ ...FACE, y: 580 })],
    ['hardly a face', quality(FACE, { faceScore: 0.3 })],
  ])('is lower for a face that is %s, but never 0', (_, value) => {
    expect(value).toBeLessThan(0.85);
    expect(value).toBeGreaterThanOrEqual(0.55);
  });

  it('is lower the further a head is turned, but not if it is tilted', () => {
    const eyes = [
      { x: 530, y: 250 },
      { x: 590, y: 250 },
    ];
    const turned = (nose: Point, [left, right] = eyes) =>
      qualityOf(
        { box: FACE, faceScore: 1, landmarks: [left as Point, right as Point, nose] },
        { motion: startSmoothBox(FACE) },
        FRAME,
      );
    expect(turned({ x: 565, y: 280 })).toBe(1);
    expect(turned({ x: 590, y: 280 })).toBeLessThan(0.9);
    expect(turned({ x: 620, y: 280 })).toBeCloseTo(0.55 + 0.45 * 0.4);
    const tilted = [
      { x: 530, y: 250 },
      { x: 570, y: 290 },
    ];
    expect(turned({ x: 525, y: 295 }, tilted)).toBe(1);
  });
});
