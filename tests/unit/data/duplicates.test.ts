import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  DUPLICATE_DISTANCE,
  groupDuplicates,
  hashDistance,
  perceptualHash,
} from '@/scripts/data/duplicates';
import { blotches } from '../../support/made-pictures';
import { temporaryFolder } from '../../support/temporary-folder';

const ORIGINAL = 'tests/fixtures/astronaut.jpg';
const OTHERS = [1, 2, 3, 4, 5, 6].map(
  (n) => `node_modules/@vladmandic/face-api/demo/sample${n}.jpg`,
);

describe('perceptualHash', () => {
  const copies: Record<string, (picture: Sharp) => Sharp> = {
    'saved again as a low-quality JPEG': (picture) => picture.jpeg({ quality: 30 }),
    'as PNG with transparency': (picture) => picture.ensureAlpha().png(),
    'as WebP': (picture) => picture.webp({ quality: 60 }),
    'at a quarter of the size': (picture) => picture.resize(128).jpeg(),
    enlarged: (picture) => picture.resize(900).jpeg(),
    darker: (picture) => picture.linear(0.7, 0).jpeg(),
    'without colour': (picture) => picture.greyscale().jpeg(),
    'slightly blurred': (picture) => picture.blur(1.5).jpeg(),
    'stored sideways, with an EXIF rotation': (picture) =>
      picture.rotate(-90).withMetadata({ orientation: 6 }).jpeg(),
  };

  it.each(Object.entries(copies))('finds a copy %s', async (_, change) => {
    const file = path.join(await temporaryFolder(), 'copy');
    // The format is read from the content, so the file needs no extension.
    await writeFile(file, await change(sharp(ORIGINAL)).toBuffer());
    const distance = hashDistance(await perceptualHash(ORIGINAL), await perceptualHash(file));
    expect(distance).toBeLessThanOrEqual(DUPLICATE_DISTANCE);
  });

  it('tells different photographs apart', async () => {
    const hashes = await Promise.all([ORIGINAL, ...OTHERS].map(perceptualHash));
    const groups = groupDuplicates(hashes);
    expect(new Set(groups).size).toBe(hashes.length);
  });

  it('tells generated pictures apart', async () => {
    const folder = await temporaryFolder();
    const files = await Promise.all(
      Array.from({ length: 12 }, async (_, seed) => {
        const file = path.join(folder, `${seed}.png`);
        await sharp(await blotches(seed)).toFile(file);
        return file;
      }),
    );
    const groups = groupDuplicates(await Promise.all(files.map(perceptualHash)));
    expect(new Set(groups).size).toBe(files.length);
  });

  it('throws for a file that is not a picture', async () => {
    await expect(perceptualHash('package.json')).rejects.toThrow();
  });
});

describe('groupDuplicates', () => {
  /** A hash with its lowest bits set. */
  const withBits = (n: number) => Uint32Array.from([n === 0 ? 0 : 2 ** n - 1, 0, 0, 0]);

  it('links copies of copies', () => {
    // Hashes at distance 8 are copies: 0 and 8 bits, 8 and 16 bits, and so all three.
    const groups = groupDuplicates([withBits(0), withBits(30), withBits(8), withBits(16)], 8);
    expect(groups[0]).toBe(groups[2]);
    expect(groups[2]).toBe(groups[3]);
    expect(groups[1]).not.toBe(groups[0]);
  });

  it('includes the largest distance and no more', () => {
    const [a, b] = groupDuplicates([withBits(0), withBits(10)], 10);
    expect(a).toBe(b);
    const [c, d] = groupDuplicates([withBits(0), withBits(11)], 10);
    expect(c).not.toBe(d);
  });

  it('puts each unreadable file into its own group', () => {
    const groups = groupDuplicates([null, withBits(0), null, withBits(0)]);
    expect(new Set([groups[0], groups[1], groups[2]]).size).toBe(3);
    expect(groups[3]).toBe(groups[1]);
  });
});

describe('hashDistance', () => {
  it('counts the bits of all words, including the sign bit', () => {
    const a = Uint32Array.from([0, 0, 0, 0]);
    expect(hashDistance(a, Uint32Array.from([0x80000000, 1, 0xffffffff, 0]))).toBe(34);
    expect(hashDistance(a, a)).toBe(0);
  });
});
