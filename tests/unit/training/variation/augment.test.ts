import { describe, expect, it } from 'vitest';
import { PATCH_BYTES, PATCH_MARGIN, PATCH_SIZE } from '@/scripts/data/crops/crops';
import { seededRandom } from '@/scripts/support/random';
import { augment, augmentLightly, centreCrop } from '@/scripts/training/variation/augment';

const SIZE = Math.round(PATCH_SIZE / PATCH_MARGIN);
const FILL = 127;

/** A patch whose pixels and channels all differ, as far as bytes allow. */
function pattern(): Uint8Array {
  return Uint8Array.from({ length: PATCH_BYTES }, (_, i) => (i * 7 + (i >> 8) * 13) % 256);
}

function pixel(picture: ArrayLike<number>, edge: number, x: number, y: number): number[] {
  const at = (y * edge + x) * 3;
  return [picture[at], picture[at + 1], picture[at + 2]] as number[];
}

describe('centreCrop', () => {
  it("is the patch's middle, pixel by pixel, at the scale of the patch", () => {
    const patch = pattern();
    const crop = centreCrop(patch, SIZE, FILL);
    const margin = (PATCH_SIZE - SIZE) / 2;
    for (const [x, y] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [74, 75],
      [149, 0],
      [0, 149],
      [149, 149],
    ] as const) {
      expect(pixel(crop, SIZE, x, y)).toEqual(pixel(patch, PATCH_SIZE, x + margin, y + margin));
    }
  });

  it('of a flat patch is flat, at any size', () => {
    for (const size of [24, 100, SIZE, 200]) {
      const crop = centreCrop(new Uint8Array(PATCH_BYTES).fill(200), size, FILL);
      expect(crop).toHaveLength(size * size * 3);
      expect(crop.every((value) => Math.abs(value - 200) < 1e-3)).toBe(true);
    }
  });

  it('averages fine detail when it shrinks', () => {
    // A chessboard of single pixels: at a quarter of the size, only its mean may remain.
    const board = Uint8Array.from({ length: PATCH_BYTES }, (_, i) => {
      const at = Math.floor(i / 3);
      return ((at % PATCH_SIZE) + Math.floor(at / PATCH_SIZE)) % 2 ? 255 : 0;
    });
    const crop = centreCrop(board, 40, FILL);
    expect(Math.max(...crop) - Math.min(...crop)).toBeLessThan(130);
  });
});

describe('augment', () => {
  it('gives the same picture for the same seed, and another for another seed', async () => {
    const patch = pattern();
    const once = await augment(patch, SIZE, FILL, seededRandom(1, 2, 3));
    expect(await augment(patch, SIZE, FILL, seededRandom(1, 2, 3))).toEqual(once);
    expect(await augment(patch, SIZE, FILL, seededRandom(1, 2, 4))).not.toEqual(once);
  });

  it('gives pictures of the right size and range, and does not change the patch', async () => {
    const patch = pattern();
    const before = Uint8Array.from(patch);
    for (let seed = 0; seed < 40; seed++) {
      const picture = await augment(patch, SIZE, FILL, seededRandom(seed));
      expect(picture).toHaveLength(SIZE * SIZE * 3);
      const [low, high] = picture.reduce(
        ([a, b], v) => [Math.min(a, v), Math.max(b, v)],
        [999, -1],
      );
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(255);
    }
    expect(patch).toEqual(before);
  });

  it('shows most of the face most of the time', async () => {
    // A white disc in place of the face: it must usually fill the middle of the picture.
    const disc = Uint8Array.from({ length: PATCH_BYTES }, (_, i) => {
      const at = Math.floor(i / 3);
      const [x, y] = [at % PATCH_SIZE, Math.floor(at / PATCH_SIZE)];
      return Math.hypot(x - 107.5, y - 107.5) < 50 ? 230 : 40;
    });
    let bright = 0;
    const runs = 60;
    for (let seed = 0; seed < runs; seed++) {
      const picture = await augment(disc, SIZE, FILL, seededRandom(seed));
      const middle = pixel(picture, SIZE, SIZE / 2, SIZE / 2)[1] ?? 0;
      const corner = pixel(picture, SIZE, 2, 2)[1] ?? 0;
      if (middle > corner) bright++;
    }
    expect(bright).toBeGreaterThan(0.75 * runs);
  });

  it('turns some heads upside down, and most only slightly', async () => {
    // Bright above, dark below the middle.
    const halves = Uint8Array.from({ length: PATCH_BYTES }, (_, i) =>
      Math.floor(i / 3 / PATCH_SIZE) < PATCH_SIZE / 2 ? 220 : 30,
    );
    let [upright, upended] = [0, 0];
    const runs = 150;
    for (let seed = 0; seed < runs; seed++) {
      const picture = await augment(halves, SIZE, FILL, seededRandom(seed, 1));
      const [above = 0] = pixel(picture, SIZE, SIZE / 2, Math.round(0.35 * SIZE));
      const [below = 0] = pixel(picture, SIZE, SIZE / 2, Math.round(0.65 * SIZE));
      if (above > below + 25) upright++;
      if (below > above + 25) upended++;
    }
    expect(upright).toBeGreaterThan(0.7 * runs);
    expect(upended).toBeGreaterThan(0.04 * runs);
    expect(upended).toBeLessThan(0.2 * runs);
  });

  it('sometimes ends the picture close around the face, on all sides', async () => {
    // Everything is bright except the padding beyond the end of the picture.
    const bright = new Uint8Array(PATCH_BYTES).fill(250);
    let framed = 0;
    const runs = 150;
    for (let seed = 0; seed < runs; seed++) {
      const picture = await augment(bright, SIZE, FILL, seededRandom(seed, 2));
      const edges = [
        [SIZE / 2, 1],
        [SIZE / 2, SIZE - 2],
        [1, SIZE / 2],
        [SIZE - 2, SIZE / 2],
      ].map(([x, y]) => pixel(picture, SIZE, x as number, y as number));
      if (edges.filter((edge) => edge.every((value) => value === FILL)).length >= 3) framed++;
    }
    expect(framed).toBeGreaterThan(0.02 * runs);
    expect(framed).toBeLessThan(0.2 * runs);
  });
});

describe('augmentLightly', () => {
  it('gives another view of the same patch for another seed', () => {
    const patch = pattern();
    const once = augmentLightly(patch, SIZE, FILL, seededRandom(1));
    expect(augmentLightly(patch, SIZE, FILL, seededRandom(1))).toEqual(once);
    expect(augmentLightly(patch, SIZE, FILL, seededRandom(2))).not.toEqual(once);
  });

  it('leaves light and colours as they are', () => {
    const grey = new Uint8Array(pattern().length).fill(90);
    for (let seed = 0; seed < 20; seed++) {
      const picture = augmentLightly(grey, SIZE, FILL, seededRandom(seed));
      expect(Math.min(...picture)).toBeCloseTo(90, 3);
      expect(Math.max(...picture)).toBeCloseTo(90, 3);
    }
  });
});
