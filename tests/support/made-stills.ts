import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { ErrorCode } from '../../lib/errors.ts';
import type { Size } from '../../lib/geometry.ts';
import type { Photograph } from '../harness/photographs.ts';
import {
  barePhotographs,
  incorrectPhotographs,
  maskedPhotographs,
} from '../harness/photographs.ts';

/** A file for the page of stills, and its expected result. */
export interface MadeStill {
  /** Path below the folder. */
  readonly name: string;
  readonly bytes: Buffer;
  /** Null for a picture that must be judged. */
  readonly error: ErrorCode | null;
  /** Least number of faces; only of a picture that must be judged. */
  readonly faces: number;
}

const EDGE = 360;

/** `photographs` small JPEGs of one face each, then unusual and broken files. */
export async function madeStills(photographs: number): Promise<MadeStill[]> {
  const faces = [...barePhotographs(), ...maskedPhotographs(), ...incorrectPhotographs()];
  const plain = await Promise.all(
    Array.from({ length: photographs }, async (_, i) => {
      const photograph = faces[i % faces.length] as Photograph;
      const quality = 80 + Math.floor(i / faces.length);
      const folder = i % 2 ? 'street/' : '';
      const bytes = await small(await photograph.load())
        .jpeg({ quality })
        .toBuffer();
      return good(`${folder}face-${String(i).padStart(2, '0')}.jpg`, bytes);
    }),
  );
  return [...plain, ...(await unusual()), ...(await broken())];
}

/** Writes the stills below a folder. */
export async function writeStills(folder: string, stills: readonly MadeStill[]): Promise<void> {
  for (const { name, bytes } of stills) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
  }
}

/** A large class photograph: `rows` of `columns` small heads, bare and masked in turn. */
export async function classPhotograph(rows: number, columns: number): Promise<Buffer> {
  const cell = { width: 360, height: 420 };
  const [bare, masked] = [barePhotographs()[0], maskedPhotographs()[0]] as [Photograph, Photograph];
  const heads = await Promise.all(
    [bare, masked].map(async (photograph) =>
      sharp(await photograph.load())
        .extract({ left: 110, top: 20, width: 240, height: 280 })
        .resize(cell.width, cell.height)
        .toBuffer(),
    ),
  );
  const layers = Array.from({ length: rows * columns }, (_, i) => ({
    input: heads[i % 2] as Buffer,
    left: (i % columns) * cell.width,
    top: Math.floor(i / columns) * cell.height,
  }));
  const size = { width: columns * cell.width, height: rows * cell.height };
  return sharp({ create: { ...size, channels: 3, background: '#6a6d70' } })
    .composite(layers)
    .jpeg({ quality: 88 })
    .toBuffer();
}

async function unusual(): Promise<MadeStill[]> {
  const face = await small(await (barePhotographs()[0] as Photograph).load())
    .png()
    .toBuffer();
  const wide = await sharp(face)
    .resize(600, 600)
    .extend({ left: 5000, right: 6400, background: '#808890' })
    .jpeg()
    .toBuffer();
  // Stored on its side, with EXIF orientation 6.
  const turned = await sharp(face).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  return [
    good('wide-12000.jpg', wide, 0),
    good('exif-rotated.jpg', turned),
    good('without-end-marker.jpg', (await sharp(face).jpeg().toBuffer()).subarray(0, -2)),
    good('cmyk.jpg', await sharp(face).toColourspace('cmyk').jpeg({ quality: 90 }).toBuffer()),
    good('16-bit.png', await sharp(face).toColourspace('rgb16').png().toBuffer()),
    good('transparent.webp', await sharp(face).ensureAlpha(0.999).webp().toBuffer()),
    good('picture.avif', await sharp(face).avif({ quality: 70 }).toBuffer()),
    good('animation.gif', await sharp(face).gif().toBuffer()),
    good('bitmap.bmp', await bmp(face)),
    good('webp-named.jpg', await sharp(face).webp().toBuffer()),
    good('one-pixel.png', await dot().png().toBuffer(), 0),
    good('no-face.jpg', await dot(200).jpeg().toBuffer(), 0),
    good('Größe, „Ä“ & <b> 마스크.jpg', await sharp(face).jpeg().toBuffer()),
  ];
}

async function broken(): Promise<MadeStill[]> {
  const whole = await small(await (barePhotographs()[0] as Photograph).load())
    .jpeg()
    .toBuffer();
  const png = await sharp(whole).png().toBuffer();
  const huge = Buffer.from(png);
  huge.writeUInt32BE(40_000, 16);
  huge.writeUInt32BE(30_000, 20);
  const damaged = Buffer.from(png);
  damaged.fill(0x55, 60, damaged.length - 60);
  const bad = (name: string, bytes: Buffer, error: ErrorCode): MadeStill => ({
    name: `broken/${name}`,
    bytes,
    error,
    faces: 0,
  });
  return [
    bad('empty.jpg', Buffer.alloc(0), 'file-empty'),
    bad('text.jpg', Buffer.from('This is no picture at all.\n'), 'not-an-image'),
    bad(
      'pointer.jpg',
      Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n'),
      'not-an-image',
    ),
    bad('zeros.png', Buffer.alloc(5000), 'not-an-image'),
    bad('truncated.jpg', whole.subarray(0, whole.length / 2), 'image-truncated'),
    bad('truncated.png', png.subarray(0, png.length / 2), 'image-truncated'),
    bad('header-only.jpg', whole.subarray(0, 20), 'image-truncated'),
    bad('huge.png', huge, 'image-too-large'),
    bad('damaged.png', damaged, 'image-unreadable'),
    bad('photo.heic', heicHead({ width: 4032, height: 3024 }), 'image-format-unsupported'),
  ];
}

/** The header of a HEIC file as a phone writes it: brands, size of a tile, size of the picture. */
export function heicHead({ width, height }: Size): Buffer {
  const box = (type: string, ...content: Buffer[]) => {
    const body = Buffer.concat(content);
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + body.length);
    head.write(type, 4);
    return Buffer.concat([head, body]);
  };
  const ispe = (tile: Size) => {
    const body = Buffer.alloc(12);
    body.writeUInt32BE(tile.width, 4);
    body.writeUInt32BE(tile.height, 8);
    return box('ispe', body);
  };
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic')),
    box('meta', ispe({ width: 512, height: 512 }), ispe({ width, height })),
  ]);
}

function good(name: string, bytes: Buffer, faces = 1): MadeStill {
  return { name, bytes, error: null, faces };
}

function small(picture: Buffer) {
  return sharp(picture).resize(EDGE, EDGE, { fit: 'inside' });
}

function dot(edge = 1) {
  return sharp({ create: { width: edge, height: edge, channels: 3, background: '#7799aa' } });
}

/** A BMP of 24 bits, rows from the bottom, padded to 4 bytes; sharp cannot write one. */
async function bmp(picture: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [from, to] = [(y * width + x) * 3, 54 + (height - 1 - y) * stride + x * 3];
      for (let c = 0; c < 3; c++) file[to + c] = data[from + 2 - c] as number;
    }
  }
  return file;
}
