import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { perceptualHash } from '@/scripts/data/duplicates';
import { openPicture, readPicture } from '@/scripts/data/read-picture';
import { contactSheet } from '@/scripts/support/contact-sheet';
import { blotches } from '../../support/made-pictures';

const SIZE = { width: 96, height: 72 };
const EDGE = 1000;

/** Size, and a hash of the pixels: comparing arrays of pixels one by one is slow. */
async function fingerprint(file: Buffer) {
  const { frame, size } = await readPicture(file, EDGE);
  return { size, pixels: createHash('sha256').update(frame.data).digest('hex') };
}

const picture = async () => sharp(await blotches(3, SIZE.width, SIZE.height));
const jpeg = async (progressive: boolean) =>
  (await picture()).jpeg({ quality: 90, progressive }).toBuffer();
const withoutEnd = (bytes: Buffer) => bytes.subarray(0, bytes.length - 2);
/** Bytes that a phone appends to a picture. */
const TRAILER = Buffer.from('SEFHk\0\0\0\x01\0\0\0SEFT', 'latin1');

describe.each([false, true])('a JPEG, progressive: %s', (progressive) => {
  it('is read the same without its end marker, with or without a trailer', async () => {
    const bytes = await jpeg(progressive);
    const whole = await fingerprint(bytes);
    for (const trailer of [Buffer.alloc(0), TRAILER]) {
      const file = Buffer.concat([withoutEnd(bytes), trailer]);
      expect(await fingerprint(file)).toEqual(whole);
      expect(await perceptualHash(file)).toEqual(await perceptualHash(bytes));
      expect(await (await openPicture(file)).metadata()).toMatchObject(SIZE);
      const sheets = [file, bytes].map((one) =>
        contactSheet([{ picture: one, caption: [] }], { columns: 1, tile: 100 }),
      );
      const [sheet, expected] = await Promise.all(sheets);
      expect(sheet?.equals(expected as Buffer)).toBe(true);
    }
  });

  it.each([0.3, 0.9, 0.99])('is rejected if it is cut off after %d of its length', async (part) => {
    const bytes = await jpeg(progressive);
    const cut = bytes.subarray(0, Math.round(bytes.length * part));
    for (const file of [cut, Buffer.concat([cut, TRAILER])]) {
      await expect(readPicture(file, EDGE)).rejects.toMatchObject({ code: 'image-truncated' });
    }
  });
});

describe('a grey picture', () => {
  it.each([2, 3, 4, 5, 6, 7, 8])(
    'with EXIF orientation %d is the same as in colour',
    async (orientation) => {
      const grey = await (await picture()).greyscale().toColourspace('b-w').png().toBuffer();
      const colour = await sharp(grey).toColourspace('srgb').png().toBuffer();
      expect((await sharp(grey).metadata()).channels).toBe(1);
      const turned = (file: Buffer) => sharp(file).withMetadata({ orientation }).png().toBuffer();
      expect(await fingerprint(await turned(grey))).toEqual(
        await fingerprint(await turned(colour)),
      );
    },
  );
});

it('a picture is shrunk to the requested edge, and never enlarged', async () => {
  const file = await (await picture()).png().toBuffer();
  const { frame, size } = await readPicture(file, 48);
  expect([frame.width, frame.height]).toEqual([48, 36]);
  expect(size).toEqual(SIZE);
  expect((await readPicture(file, EDGE)).frame).toMatchObject(SIZE);
});
