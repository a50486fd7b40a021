import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { cutRegions, letterbox, zoomedViews } from '@/lib/vision/frame/regions';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

/** [height, width, 3]: red grows to the right, green downwards. */
function ramp(width: number, height: number): tf.Tensor3D {
  const values = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => [x * 10, y * 10, 7]),
  );
  return tf.tensor3d(values);
}

describe('letterbox', () => {
  it('is the smallest square around the frame, in its middle', () => {
    expect(letterbox({ width: 1280, height: 720 })).toEqual({ x: 0, y: -280, side: 1280 });
    expect(letterbox({ width: 30, height: 50 })).toEqual({ x: -10, y: 0, side: 50 });
  });
});

describe('cutRegions', () => {
  it('gives the mean of the pixels under each pixel of the result', async () => {
    const cut = cutRegions(ramp(12, 12), [{ x: 4, y: 2, side: 6 }], 3, 0);
    const [[first]] = (await cut.array()) as [number[][][]];
    // Two pixels each way: columns 4 and 5, rows 2 and 3.
    expect(first?.[0]?.map(Math.round)).toEqual([45, 25, 7]);
    expect(cut.shape).toEqual([1, 3, 3, 3]);
  });

  it('keeps a straight ramp straight when it enlarges', async () => {
    const cut = cutRegions(ramp(12, 12), [{ x: 3, y: 3, side: 4 }], 8, 0);
    const red = (await cut.array())[0]?.[4]?.map((pixel) => pixel[0] ?? Number.NaN) ?? [];
    const steps = red.slice(1).map((value, i) => value - (red[i] ?? Number.NaN));
    for (const step of steps) expect(step).toBeCloseTo(5, 3);
  });

  it('fills what lies beyond the frame', async () => {
    const cut = cutRegions(ramp(4, 4), [{ x: -8, y: -8, side: 8 }], 4, 99);
    expect([...new Set(await cut.data())]).toEqual([99]);
  });

  it('cuts each region for itself', async () => {
    const frame = ramp(20, 20);
    const [a, b] = [
      { x: 1, y: 2, side: 5 },
      { x: 9, y: 8, side: 11 },
    ];
    const together = await cutRegions(frame, [a, b], 6, 0).array();
    expect(together[0]).toEqual((await cutRegions(frame, [a], 6, 0).array())[0]);
    expect(together[1]).toEqual((await cutRegions(frame, [b], 6, 0).array())[0]);
  });
});

describe('zoomedViews', () => {
  it('covers every point of the frame with a tile of each size, inside the frame', () => {
    const frame = { width: 1280, height: 720 };
    const [whole, ...tiles] = zoomedViews(frame);
    expect(whole).toEqual(letterbox(frame));
    for (const side of [720, 432]) {
      const sized = tiles.filter((tile) => Math.abs(tile.side - side) < 1e-6);
      for (const { x, y } of sized) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(x + side).toBeLessThanOrEqual(frame.width + 1e-6);
        expect(y + side).toBeLessThanOrEqual(frame.height + 1e-6);
      }
      for (let x = 5; x < frame.width; x += 10) {
        for (let y = 5; y < frame.height; y += 10) {
          const covered = sized.some(
            (t) => x >= t.x && x <= t.x + side && y >= t.y && y <= t.y + side,
          );
          expect(covered).toBe(true);
        }
      }
    }
  });

  it('does not cut a narrow frame into thousands', () => {
    expect(zoomedViews({ width: 2048, height: 2 })).toHaveLength(1);
    expect(zoomedViews({ width: 2048, height: 102 }).length).toBeLessThan(150);
  });

  it('does not look at a square frame twice', () => {
    const sides = zoomedViews({ width: 500, height: 500 }).map(({ side }) => side);
    expect(sides.filter((side) => side === 500).length).toBe(1);
  });
});
