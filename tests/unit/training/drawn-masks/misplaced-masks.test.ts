import { describe, expect, it } from 'vitest';
import type { Point } from '@/lib/geometry';
import { outlineOf } from '@/scripts/training/drawn-masks/mask-shapes';
import { misplacedMask } from '@/scripts/training/drawn-masks/misplaced-masks';
import { FIXTURE_FACES } from '../../../harness/fixture-faces';

const FACES = FIXTURE_FACES.map((face) => [face.name, face.marks] as const);
const meanOf = (points: readonly Point[], axis: 'x' | 'y') =>
  points.reduce((sum, point) => sum + point[axis], 0) / points.length;

describe('misplacedMask', () => {
  it.each(FACES)('on the forehead leaves eyes, nose and mouth bare: %s', (_, marks) => {
    for (const height of [-1, 0, 1]) {
      const { top, bottom } = misplacedMask(marks, 'forehead', { height, tilt: 0 });
      const middle = bottom.slice(18, 30);
      expect(Math.max(...middle.map(({ y }) => y))).toBeLessThan(marks.bridge.y);
      expect(meanOf(top, 'y')).toBeLessThan(meanOf(bottom, 'y'));
    }
  });

  it.each(FACES)(
    'raised covers the bridge of the nose or the eyes and leaves the mouth bare: %s',
    (_, marks) => {
      for (const height of [-1, 0, 1]) {
        const { top, bottom } = misplacedMask(marks, 'raised', { height, tilt: 0 });
        const middle = (edge: readonly Point[]) => edge.slice(18, 30).map(({ y }) => y);
        expect(Math.max(...middle(bottom))).toBeLessThan(marks.mouth.y);
        expect(Math.max(...middle(bottom))).toBeGreaterThan(marks.bridge.y);
        expect(Math.min(...middle(top))).toBeLessThan(marks.bridge.y);
      }
    },
  );

  it.each(FACES)('on one ear hangs beside nose and mouth: %s', (_, marks) => {
    const left = outlineOf(misplacedMask(marks, 'one-ear', { height: 0, tilt: -1 }));
    const right = outlineOf(misplacedMask(marks, 'one-ear', { height: 0, tilt: 1 }));
    const reach = 0.3 * marks.box.width;
    expect(Math.abs(meanOf(left, 'x') - marks.jaw[0].x)).toBeLessThan(reach);
    expect(Math.abs(meanOf(right, 'x') - marks.jaw[8].x)).toBeLessThan(reach);
    expect(meanOf(left, 'y')).toBeGreaterThan(marks.jaw[0].y);
    // The bridge of the nose is between the two masks, also on a tilted head.
    expect(meanOf(left, 'x')).toBeLessThan(marks.bridge.x);
    expect(meanOf(right, 'x')).toBeGreaterThan(marks.bridge.x);
  });
});
