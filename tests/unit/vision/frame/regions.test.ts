import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Size } from '@/lib/geometry';
import { cutRegions } from '@/lib/vision/frame/regions';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

/** [height, width, 3]: red grows to the right, green downwards. */
function ramp(width: number, height: number): tf.Tensor3D {
  const values = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => [x * 10, y * 10, 7]),
  );
  return tf.tensor3d(values);
}

function square(edge: number): Size {
  return { width: edge, height: edge };
}

describe('cutRegions', () => {
  it('gives the mean of the pixels under each pixel of the result', async () => {
    const cut = cutRegions(ramp(12, 12), [{ x: 4, y: 2, ...square(6) }], square(3), 0);
    const [[first]] = (await cut.array()) as [number[][][]];
    // Two pixels each way: columns 4 and 5, rows 2 and 3.
    expect(first?.[0]?.map(Math.round)).toEqual([45, 25, 7]);
    expect(cut.shape).toEqual([1, 3, 3, 3]);
  });

  it('keeps the shape of a rectangle', async () => {
    const cut = cutRegions(
      ramp(12, 12),
      [{ x: 2, y: 4, width: 8, height: 4 }],
      { width: 4, height: 2 },
      0,
    );
    expect(cut.shape).toEqual([1, 2, 4, 3]);
    const [rows] = (await cut.array()) as number[][][][];
    const reds = rows?.[1]?.map(([red]) => Math.round(red ?? Number.NaN));
    const greens = rows?.map((row) => Math.round(row[0]?.[1] ?? Number.NaN));
    // Columns 2 and 3, 4 and 5, ...; rows 4 and 5, 6 and 7.
    expect(reds).toEqual([25, 45, 65, 85]);
    expect(greens).toEqual([45, 65]);
  });

  it('keeps a straight ramp straight when it enlarges', async () => {
    const cut = cutRegions(ramp(12, 12), [{ x: 3, y: 3, ...square(4) }], square(8), 0);
    const red = (await cut.array())[0]?.[4]?.map((pixel) => pixel[0] ?? Number.NaN) ?? [];
    const steps = red.slice(1).map((value, i) => value - (red[i] ?? Number.NaN));
    for (const step of steps) expect(step).toBeCloseTo(5, 3);
  });

  it('fills what lies beyond the frame', async () => {
    const cut = cutRegions(ramp(4, 4), [{ x: -8, y: -8, ...square(8) }], square(4), 99);
    expect([...new Set(await cut.data())]).toEqual([99]);
  });

  it('cuts each region independently', async () => {
    const frame = ramp(20, 20);
    const [a, b] = [
      { x: 1, y: 2, width: 5, height: 4 },
      { x: 9, y: 8, ...square(11) },
    ];
    const size = { width: 6, height: 5 };
    const together = await cutRegions(frame, [a, b], size, 0).array();
    expect(together[0]).toEqual((await cutRegions(frame, [a], size, 0).array())[0]);
    expect(together[1]).toEqual((await cutRegions(frame, [b], size, 0).array())[0]);
  });
});
