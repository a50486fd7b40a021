import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Box, type Size, wholeOf } from '@/lib/geometry';
import { letterbox } from '@/lib/vision/find/views';
import { cutPlanes } from '@/lib/vision/frame/cut-planes';
import {
  type FramePlanes,
  type Plane,
  rgbaPlanes,
  yuvToRgb,
} from '@/lib/vision/frame/frame-planes';
import { cutRegions } from '@/lib/vision/frame/regions';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

const SIZE = { width: 64, height: 36 };

/** Noise, the same in every run. */
function noise(length: number): Uint8Array {
  let state = 12345;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  });
}

function square(edge: number): Size {
  return { width: edge, height: edge };
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] ?? 0))), 0);
}

describe('cutPlanes', () => {
  it.each<[string, Box, Size]>([
    ['the whole frame, letterboxed', letterbox(wholeOf(SIZE), [square(16)]).region, square(16)],
    ['a square that shrinks', { x: 10.3, y: 5.7, ...square(21.4) }, square(8)],
    ['a square that grows', { x: 30.2, y: 11.9, ...square(6.5) }, square(30)],
    ['a wide part', { x: 3.1, y: 7.7, width: 40.2, height: 20.1 }, { width: 12, height: 6 }],
    ['a high part that grows', { x: 9, y: 4, width: 5, height: 9 }, { width: 20, height: 36 }],
    ['a part that is stretched', { x: 2, y: 1, width: 50, height: 20 }, { width: 7, height: 11 }],
    ['a part that reaches beyond two edges', { x: -7.5, y: 20, ...square(33) }, square(12)],
    ['a part far outside', { x: -90, y: -90, ...square(30) }, square(4)],
  ])('cuts %s as cutRegions cuts a tensor', async (_, region, size) => {
    const data = noise(SIZE.width * SIZE.height * 4);
    const pixels = tf.browser.fromPixels({ data, ...SIZE });
    const expected = await cutRegions(tf.cast(pixels, 'float32'), [region], size, 77).data();
    expect(
      largestDifference(cutPlanes(rgbaPlanes(data, SIZE), [region], size, 77), expected),
    ).toBeLessThan(0.05);
  });

  it('cuts several regions independently', () => {
    const frame = rgbaPlanes(noise(SIZE.width * SIZE.height * 4), SIZE);
    const [a, b] = [
      { x: 1, y: 2, width: 9, height: 7 },
      { x: 20, y: 3, width: 30, height: 25 },
    ];
    const size = { width: 5, height: 4 };
    const together = cutPlanes(frame, [a, b], size, 0);
    const apart = [...cutPlanes(frame, [a], size, 0), ...cutPlanes(frame, [b], size, 0)];
    expect([...together]).toEqual(apart);
  });

  it('reads planes with padded rows, and colour at half the size', () => {
    const [red, green, blue] = [200, 90, 40];
    const y = 16 + (219 / 255) * (0.2126 * red + 0.7152 * green + 0.0722 * blue);
    const full = (y - 16) * (255 / 219);
    const cb = 128 + ((blue - full) / 1.8556) * (224 / 255);
    const cr = 128 + ((red - full) / 1.5748) * (224 / 255);
    const plane = (value: number, width: number, height: number): Plane => ({
      data: new Uint8Array(5 + (width + 3) * height).fill(Math.round(value)),
      offset: 5,
      rowStride: width + 3,
      sampleStride: 1,
      width,
      height,
    });
    const frame: FramePlanes = {
      width: 8,
      height: 6,
      planes: [plane(y, 8, 6), plane(cb, 4, 3), plane(cr, 4, 3)],
      toRgb: yuvToRgb('bt709', false),
    };
    const cut = cutPlanes(frame, [{ x: 1, y: 1, ...square(4) }], square(2), 0);
    expect(largestDifference(cut.slice(0, 3), [red, green, blue])).toBeLessThan(2);
  });
});

describe('yuvToRgb', () => {
  it.each([
    ['bt709', false, [16, 128, 128], 0],
    ['bt709', false, [235, 128, 128], 255],
    ['smpte170m', true, [0, 128, 128], 0],
    [null, true, [255, 128, 128], 255],
  ] as const)('%s, full range %s: grey stays grey', (matrix, fullRange, [y, u, v], grey) => {
    const values = yuvToRgb(matrix, fullRange).map(([a, b, c, d]) => a * y + b * u + c * v + d);
    for (const value of values) expect(value).toBeCloseTo(grey, 3);
  });

  it('converts red by BT.601', () => {
    const rgb = yuvToRgb('smpte170m', false).map(([a, b, c, d]) => a * 81 + b * 90 + c * 240 + d);
    expect(rgb.map(Math.round)).toEqual([254, -0, -1]);
  });
});
