import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { AreaShrinker, shrunkSize } from '@/lib/stills/shrink';
import { blotches } from '../../support/made-pictures';

/** RGBA of a grey picture, row by row. */
function grey(rows: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(rows.flat().flatMap((value) => [value, value, value, 255]));
}

function red({ data }: { data: Uint8Array | Uint8ClampedArray }): number[] {
  return [...data].filter((_, i) => i % 4 === 0);
}

describe('shrunkSize', () => {
  it('keeps the aspect ratio, never enlarges, and is never 0', () => {
    expect(shrunkSize({ width: 4000, height: 3000 }, 2048)).toEqual({ width: 2048, height: 1536 });
    expect(shrunkSize({ width: 300, height: 500 }, 2048)).toEqual({ width: 300, height: 500 });
    expect(shrunkSize({ width: 12_000, height: 2 }, 2048)).toEqual({ width: 2048, height: 1 });
  });
});

describe('AreaShrinker', () => {
  it('takes the mean of whole pixels', () => {
    const shrinker = new AreaShrinker({ width: 4, height: 2 }, { width: 2, height: 1 });
    const rows = [
      [10, 20, 100, 120],
      [30, 40, 140, 160],
    ];
    shrinker.add(grey(rows));
    expect(red(shrinker.result())).toEqual([25, 130]);
  });

  it('splits a pixel between two by the area in each', () => {
    const shrinker = new AreaShrinker({ width: 3, height: 3 }, { width: 2, height: 2 });
    const rows = [
      [0, 90, 180],
      [0, 90, 180],
      [90, 180, 240],
    ];
    // Row by row, as a canvas gives it in strips.
    for (const row of rows) shrinker.add(grey([row]));
    // Weights 4, 2, 2, 1 of 9.
    expect(red(shrinker.result())).toEqual([
      Math.round((4 * 0 + 2 * 90 + 2 * 0 + 90) / 9),
      Math.round((4 * 180 + 2 * 90 + 2 * 180 + 90) / 9),
      Math.round((4 * 90 + 2 * 180 + 2 * 0 + 90) / 9),
      Math.round((4 * 240 + 2 * 180 + 2 * 180 + 90) / 9),
    ]);
  });

  it('keeps the brightness of a picture', async () => {
    const source = { width: 301, height: 203 };
    const pixels = await sharp(await blotches(4, 301, 203))
      .ensureAlpha()
      .raw()
      .toBuffer();
    const shrinker = new AreaShrinker(source, { width: 64, height: 43 });
    shrinker.add(pixels);
    const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
    const result = shrinker.result();
    expect(mean(red(result))).toBeCloseTo(mean(red({ data: pixels })), 0);
    expect(result.data.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });
});
