import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { AnnotatedPhotograph } from '@/scripts/data/photograph';
import { inUprightPixels, placeBoxes } from '@/scripts/data/true-boxes';
import { temporaryFolder } from '../../support/temporary-folder';

async function madePicture(width: number, height: number): Promise<string> {
  const file = path.join(await temporaryFolder(), 'a.png');
  await sharp({ create: { width, height, channels: 3, background: '#888888' } }).toFile(file);
  return file;
}

const box = { x: 10, y: 20, width: 30, height: 40 };

/** A photograph with a box of each kind, drawn on a picture of this size. */
function drawnOn(width: number, height: number): AnnotatedPhotograph {
  return {
    kind: 'annotated',
    file: '/data/street/JPEGImages/a.jpg',
    dataset: 'street',
    name: 'JPEGImages/a.jpg',
    stratum: 'street with_mask',
    turn: 0,
    width,
    height,
    faces: [{ label: 'with_mask', box }],
    unlabelled: [{ box }],
    ignored: [box],
  };
}
const stored = (width: number, height: number, orientation = 1) => ({ width, height, orientation });

describe('boxes', () => {
  it('drawn on the upright picture stay unchanged, with or without an EXIF rotation', () => {
    for (const picture of [stored(200, 100), stored(100, 200, 6)]) {
      expect(inUprightPixels(drawnOn(200, 100), picture)).toEqual(drawnOn(200, 100));
    }
  });

  it.each([
    [5, { x: 20, y: 10, width: 40, height: 30 }],
    [6, { x: 40, y: 10, width: 40, height: 30 }],
    [7, { x: 40, y: 160, width: 40, height: 30 }],
    [8, { x: 20, y: 160, width: 40, height: 30 }],
  ])('drawn before EXIF orientation %d is applied are rotated', (orientation, turned) => {
    const placed = inUprightPixels(drawnOn(200, 100), stored(200, 100, orientation));
    expect(placed).toMatchObject({
      width: 100,
      height: 200,
      moved: 'turned',
      faces: [{ label: 'with_mask', box: turned }],
      unlabelled: [{ box: turned }],
      ignored: [turned],
    });
  });

  it('drawn on a larger copy are scaled, whatever the rounding of its edges', () => {
    const placed = inUprightPixels(drawnOn(301, 427), stored(150, 213));
    expect(placed).toMatchObject({ width: 150, height: 213, moved: 'scaled' });
    expect(placed.faces[0]?.box.x).toBeCloseTo(5, 1);
    expect(placed.faces[0]?.box.height).toBeCloseTo(20, 1);
  });

  it('drawn on a larger copy before its EXIF rotation are scaled and rotated', () => {
    const placed = inUprightPixels(drawnOn(200, 100), stored(100, 50, 6));
    expect(placed).toMatchObject({ width: 50, height: 100, moved: 'turned' });
    expect(placed.ignored).toEqual([{ x: 20, y: 5, width: 20, height: 15 }]);
  });

  it('without an annotated size are in pixels of the picture, unless EXIF rotates it', () => {
    expect(inUprightPixels(drawnOn(0, 0), stored(200, 100))).toEqual(drawnOn(200, 100));
    expect(() => inUprightPixels(drawnOn(0, 0), stored(200, 100, 6))).toThrow('EXIF');
  });

  it('stay unchanged if only width and height are swapped and they fit the picture', () => {
    expect(inUprightPixels(drawnOn(100, 200), stored(200, 100))).toEqual(drawnOn(200, 100));
    const low = { ...drawnOn(100, 200), ignored: [{ ...box, y: 90 }] };
    expect(() => inUprightPixels(low, stored(200, 100))).toThrow('another crop');
  });

  it('outside the picture are left out and listed', async () => {
    const file = await madePicture(200, 100);
    const outside = { x: 210, y: 20, width: 30, height: 40 };
    const { photographs, skipped } = await placeBoxes({
      photographs: [{ ...drawnOn(200, 100), file, ignored: [outside, box] }],
      skipped: [],
    });
    expect(photographs).toEqual([{ ...drawnOn(200, 100), file }]);
    expect(skipped).toEqual([{ file, why: 'a box outside the picture' }]);
  });

  it('of another crop are refused', () => {
    expect(() => inUprightPixels(drawnOn(200, 100), stored(200, 140))).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('another crop'),
        cause: 'drawn on 200 x 100 px, the picture has 200 x 140 px',
      }),
    );
  });

  it.each([
    [3, stored(200, 100, 3)],
    [6, stored(100, 100, 6)],
  ])('are refused if EXIF orientation %d leaves the size unchanged', (_, picture) => {
    const { width, height } = picture;
    expect(() => inUprightPixels(drawnOn(width, height), picture)).toThrow('EXIF');
  });
});
