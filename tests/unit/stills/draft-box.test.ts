import { describe, expect, it } from 'vitest';
import { boxBetween, firstBox, LEAST_EDGE, nudged } from '@/lib/stills/draft-box';

const PICTURE = { width: 400, height: 200 };
const BOX = { x: 100, y: 50, width: 40, height: 60 };

describe('a box drawn by hand', () => {
  it('begins in the middle of the visible part', () => {
    expect(firstBox(PICTURE, { x: 0, y: 0, ...PICTURE })).toEqual({
      x: 175,
      y: 75,
      width: 50,
      height: 50,
    });
    expect(firstBox(PICTURE, { x: 300, y: 100, width: 80, height: 40 })).toEqual({
      x: 335,
      y: 115,
      width: 10,
      height: 10,
    });
    expect(firstBox({ width: 5, height: 6 }, { x: 0, y: 0, width: 5, height: 6 })).toEqual({
      x: 0,
      y: 0,
      width: 5,
      height: 6,
    });
  });

  it('lies between any two opposite corners, and inside the picture', () => {
    const drawn = { x: 10, y: 20, width: 30, height: 40 };
    expect(boxBetween({ x: 10, y: 20 }, { x: 40, y: 60 }, PICTURE)).toEqual(drawn);
    expect(boxBetween({ x: 40, y: 20 }, { x: 10, y: 60 }, PICTURE)).toEqual(drawn);
    expect(boxBetween({ x: 390, y: 190 }, { x: 480, y: 150 }, PICTURE)).toEqual({
      x: 390,
      y: 150,
      width: 10,
      height: 40,
    });
  });

  it('is null if it is too small or outside the picture', () => {
    expect(boxBetween({ x: 10, y: 10 }, { x: 10, y: 10 }, PICTURE)).toBeNull();
    expect(boxBetween({ x: 10, y: 10 }, { x: 9 + LEAST_EDGE, y: 90 }, PICTURE)).toBeNull();
    expect(boxBetween({ x: 410, y: 10 }, { x: 500, y: 90 }, PICTURE)).toBeNull();
  });

  it('moves and resizes step by step, and stays inside the picture', () => {
    expect(nudged(BOX, { x: 1, y: -1, resize: false }, PICTURE)).toEqual({ ...BOX, x: 102, y: 48 });
    expect(nudged(BOX, { x: -1, y: 1, resize: true }, PICTURE)).toEqual({
      ...BOX,
      width: 38,
      height: 62,
    });
    const corner = { x: 360, y: 140, width: 40, height: 60 };
    expect(nudged(corner, { x: 1, y: 1, resize: false }, PICTURE)).toEqual(corner);
    expect(nudged(corner, { x: 1, y: 1, resize: true }, PICTURE)).toEqual(corner);
    let small = BOX;
    for (let i = 0; i < 100; i++) small = nudged(small, { x: -1, y: -1, resize: true }, PICTURE);
    expect(small).toEqual({ ...BOX, width: LEAST_EDGE, height: LEAST_EDGE });
  });
});
