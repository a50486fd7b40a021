import { describe, expect, it } from 'vitest';
import { type Box, type Size, wholeOf } from '@/lib/geometry';
import { letterbox, zoomedRegions } from '@/lib/vision/find/views';

const LANDSCAPE = { width: 384, height: 224 };
const PORTRAIT = { width: 224, height: 384 };
const SQUARE = { width: 288, height: 288 };
const SHAPES = [LANDSCAPE, PORTRAIT, SQUARE];

describe('letterbox', () => {
  it('is the smallest rectangle of the shape around the region, with the same centre', () => {
    const { region } = letterbox(wholeOf({ width: 1280, height: 720 }), [SQUARE]);
    expect(region).toEqual({ x: 0, y: -280, width: 1280, height: 1280 });
    const part = { x: 100, y: 50, width: 30, height: 50 };
    expect(letterbox(part, [SQUARE]).region).toEqual({ x: 90, y: 50, width: 50, height: 50 });
  });

  it.each<[string, Size, Size]>([
    ['landscape', { width: 1280, height: 720 }, LANDSCAPE],
    ['portrait', { width: 720, height: 1280 }, PORTRAIT],
    ['a camera of 4 to 3', { width: 640, height: 480 }, LANDSCAPE],
    ['square', { width: 500, height: 500 }, SQUARE],
    ['nearly square', { width: 500, height: 450 }, SQUARE],
    ['a panorama', { width: 5000, height: 500 }, LANDSCAPE],
  ])('shows %s in the shape that makes it largest', (_, frame, expected) => {
    const { region, shape } = letterbox(wholeOf(frame), SHAPES);
    expect(shape).toBe(expected);
    expect(region.width / region.height).toBeCloseTo(shape.width / shape.height);
    expect(region.x).toBeLessThanOrEqual(0);
    expect(region.y).toBeLessThanOrEqual(0);
    expect(region.x + region.width).toBeGreaterThanOrEqual(frame.width - 1e-9);
    expect(region.y + region.height).toBeGreaterThanOrEqual(frame.height - 1e-9);
  });
});

describe('zoomedRegions', () => {
  it.each([
    { width: 1280, height: 720 },
    { width: 720, height: 1280 },
    { width: 800, height: 800 },
    { width: 2000, height: 400 },
  ])('covers every point of $width x $height with tiles of each size inside it', (frame) => {
    const [whole, ...tiles] = zoomedRegions(frame);
    expect(whole).toEqual(wholeOf(frame));
    const areas = [...new Set(tiles.map(({ width, height }) => Math.round(width * height)))];
    expect(areas.length).toBe(2);
    for (const area of areas) {
      const sized = tiles.filter(({ width, height }) => Math.round(width * height) === area);
      for (const { x, y, width, height } of sized) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + width).toBeLessThanOrEqual(frame.width + 1e-6);
        expect(y + height).toBeLessThanOrEqual(frame.height + 1e-6);
      }
      const uncovered = grid(frame).filter((point) => !sized.some((tile) => covers(tile, point)));
      expect(uncovered).toEqual([]);
    }
  });

  it('does not cut a narrow frame into thousands of tiles', () => {
    expect(zoomedRegions({ width: 2048, height: 2 })).toHaveLength(2);
    expect(zoomedRegions({ width: 2048, height: 102 }).length).toBeLessThan(60);
    expect(zoomedRegions({ width: 102, height: 2048 }).length).toBeLessThan(60);
  });

  it('gives the whole and a wider view if the frame is too small for tiles', () => {
    const [whole, around, ...more] = zoomedRegions({ width: 90, height: 100 });
    expect(whole).toEqual({ x: 0, y: 0, width: 90, height: 100 });
    expect(around).toEqual({ x: -67.5, y: -75, width: 225, height: 250 });
    expect(more).toEqual([]);
  });
});

function grid({ width, height }: Size): { x: number; y: number }[] {
  return Array.from({ length: 50 * 50 }, (_, i) => ({
    x: ((i % 50) + 0.5) * (width / 50),
    y: (Math.floor(i / 50) + 0.5) * (height / 50),
  }));
}

function covers({ x, y, width, height }: Box, point: { x: number; y: number }): boolean {
  return point.x >= x && point.x <= x + width && point.y >= y && point.y <= y + height;
}
