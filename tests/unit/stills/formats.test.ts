import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectImage } from '@/lib/stills/inspect-image';
import { decodeTiff } from '@/lib/stills/tiff';
import { upright } from '@/lib/stills/upright';
import type { PixelFrame } from '@/lib/vision/detector-types';
import { readPicture } from '@/scripts/data/read-picture';
import { temporaryFolder } from '../../support/temporary-folder';

const SIZE = { width: 37, height: 20 };

/** RGB pixels, each different from its neighbours. */
const RGB = Uint8Array.from({ length: SIZE.width * SIZE.height * 3 }, (_, i) => {
  const [x, y, c] = [Math.floor(i / 3) % SIZE.width, Math.floor(i / 3 / SIZE.width), i % 3];
  return [6 * x, 12 * y, 255 - 3 * (x + y)][c] as number;
});
const picture = () => sharp(RGB, { raw: { ...SIZE, channels: 3 } });

function meanDifference({ data }: PixelFrame, rgb: Uint8Array): number {
  const differences = rgb.map((value, i) =>
    Math.abs(value - (data[Math.floor(i / 3) * 4 + (i % 3)] as number)),
  );
  return differences.reduce((sum, value) => sum + value, 0) / rgb.length;
}

/** An uncompressed TIFF of 8-bit samples, little-endian. */
function madeTiff(samples: Uint8Array, photometric: number, orientation = 1): Buffer {
  const [short, long] = [3, 4];
  /** Offsets: three shorts follow the header, and the pixels follow the shorts. */
  const [bitsAt, pixelsAt] = [8, 16];
  const tags = [
    [256, long, 1, SIZE.width],
    [257, long, 1, SIZE.height],
    [258, short, 3, bitsAt],
    [259, short, 1, 1],
    [262, short, 1, photometric],
    [273, long, 1, pixelsAt],
    [274, short, 1, orientation],
    [277, short, 1, 3],
    [278, long, 1, SIZE.height],
    [279, long, 1, samples.length],
    [284, short, 1, 1],
    // No subsampling: two shorts of 1 in one value.
    ...(photometric === 6 ? [[530, short, 2, 0x10001]] : []),
  ] as [number, number, number, number][];
  const head = Buffer.from('49492a0000000000' + '0800080008000000', 'hex');
  head.writeUInt32LE(pixelsAt + samples.length, 4);
  const directory = Buffer.alloc(2 + 12 * tags.length + 4);
  directory.writeUInt16LE(tags.length);
  for (const [i, [tag, type, count, value]] of tags.entries()) {
    const at = 2 + 12 * i;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([head, samples, directory]);
}

/** By ITU-R BT.601, the default of TIFF 6.0. */
function toYCbCr(rgb: Uint8Array): Uint8Array {
  const out = new Uint8Array(rgb.length);
  for (let at = 0; at < rgb.length; at += 3) {
    const [r, g, b] = [rgb[at], rgb[at + 1], rgb[at + 2]] as [number, number, number];
    const y = 0.299 * r + 0.587 * g + 0.114 * b;
    out.set([y, 128 + (b - y) / 1.772, 128 + (r - y) / 1.402].map(Math.round), at);
  }
  return out;
}

describe('decodeTiff', () => {
  it.each([
    ['no compression', () => picture().tiff({ compression: 'none' }), 0],
    ['LZW in tiles', () => picture().tiff({ compression: 'lzw', tile: true, tileWidth: 16 }), 0],
    [
      'deflate, predicted',
      () => picture().tiff({ compression: 'deflate', predictor: 'horizontal' }),
      0,
    ],
    ['PackBits', () => picture().tiff({ compression: 'packbits' }), 0],
    ['JPEG', () => picture().tiff({ compression: 'jpeg', quality: 100 }), 3],
    ['16 bits', () => picture().toColourspace('rgb16').tiff({ compression: 'none' }), 1],
  ] as const)('reads %s', async (_, encode, most) => {
    const frame = await decodeTiff(await encode().toBuffer());
    expect([frame.width, frame.height]).toEqual([SIZE.width, SIZE.height]);
    expect(meanDifference(frame, RGB)).toBeLessThanOrEqual(most);
  });

  it('reads YCbCr in its own colours', async () => {
    const frame = await decodeTiff(madeTiff(toYCbCr(RGB), 6));
    expect(meanDifference(frame, RGB)).toBeLessThan(2);
  });

  it('blends transparent pixels with white', async () => {
    const transparent = picture().ensureAlpha(0.5).tiff({ compression: 'none' });
    const onWhite = RGB.map((value) => Math.round((value + 255) / 2));
    expect(meanDifference(await decodeTiff(await transparent.toBuffer()), onWhite)).toBeLessThan(2);
  });

  it('turns the picture upright', async () => {
    const frame = await decodeTiff(madeTiff(RGB, 2, 6));
    const turned = await picture().rotate(90).raw().toBuffer();
    expect([frame.width, frame.height]).toEqual([SIZE.height, SIZE.width]);
    expect(meanDifference(frame, turned)).toBe(0);
  });

  it('reports that a damaged file cannot be read', async () => {
    const bytes = await picture().tiff({ compression: 'lzw' }).toBuffer();
    await expect(decodeTiff(bytes.subarray(0, 60))).rejects.toMatchObject({
      code: 'image-unreadable',
    });
  });
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'upright turns orientation %i as sharp does',
  async (orientation) => {
    const { data } = await picture().ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const png = await picture().png().withMetadata({ orientation }).toBuffer();
    const expected = await sharp(png).rotate().raw().toBuffer({ resolveWithObject: true });
    const frame = upright({ data, ...SIZE }, orientation);
    expect([frame.width, frame.height]).toEqual([expected.info.width, expected.info.height]);
    expect(meanDifference(frame, expected.data)).toBe(0);
  },
);

describe('bitmaps', () => {
  /** A bitmap of 24 bits. Rows start at the bottom and are padded to 4 bytes. */
  function madeBmp(): Buffer {
    const stride = 4 * Math.ceil((SIZE.width * 3) / 4);
    const file = Buffer.alloc(54 + stride * SIZE.height);
    file.write('BM');
    for (const [at, value] of [
      [2, file.length],
      [10, 54],
      [14, 40],
      [18, SIZE.width],
      [22, SIZE.height],
    ] as const) {
      file.writeUInt32LE(value, at);
    }
    file.writeUInt16LE(1, 26);
    file.writeUInt16LE(24, 28);
    for (let i = 0; i < SIZE.width * SIZE.height; i++) {
      const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
      const at = 54 + (SIZE.height - 1 - y) * stride + x * 3;
      for (let c = 0; c < 3; c++) file[at + c] = RGB[i * 3 + 2 - c] as number;
    }
    return file;
  }

  it('are read by the commands, whatever size their header claims', async () => {
    const file = path.join(await temporaryFolder(), 'a.bmp');
    for (const claimed of [0, madeBmp().length + 2]) {
      const bytes = madeBmp();
      bytes.writeUInt32LE(claimed, 2);
      await writeFile(file, bytes);
      const { frame } = await readPicture(file, 2048);
      expect(meanDifference(frame, RGB)).toBe(0);
    }
  });

  it('that are cut off are reported', () => {
    const bytes = madeBmp();
    expect(() => inspectImage(bytes.subarray(0, bytes.length - 8))).toThrow('ends too early');
  });
});

describe('JPEG 2000 and JPEG XL', () => {
  const box = (kind: string) =>
    Buffer.concat([
      Buffer.from([0, 0, 0, 12]),
      Buffer.from(kind),
      Buffer.from('\r\n\x87\n', 'latin1'),
    ]);
  it.each([
    ['jp2', box('jP  ')],
    ['jp2', Buffer.from('ff4fff5100', 'hex')],
    ['jxl', box('JXL ')],
    ['jxl', Buffer.from('ff0a00', 'hex')],
  ])('are recognised as %s', async (format, bytes) => {
    expect(inspectImage(bytes).format).toBe(format);
    await expect(readPicture(bytes, 2048)).rejects.toMatchObject({
      code: 'image-format-unsupported',
    });
  });
});
