import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Box } from '../../lib/geometry.ts';
import { openPicture } from '../data/read-picture.ts';

/** Decoded pixels. */
export interface RawPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** One picture on a sheet. */
export interface Tile {
  /** The path of a file, an encoded picture, or decoded pixels. */
  readonly picture: string | Buffer | RawPicture;
  /** The visible part, pixels of the upright picture; the whole picture where absent. */
  readonly part?: Box;
  /** Lines below the picture. */
  readonly caption: readonly string[];
  /** CSS colour of the tile's frame; no frame where absent. */
  readonly frame?: string;
}

export interface SheetLayout {
  readonly title?: string;
  readonly columns: number;
  /** Edge of the square that holds a picture, px. */
  readonly tile: number;
}

const GAP = 8;
const LINE = 14;
const TITLE = 30;
const BACKGROUND = '#f4f4f4';
const UNREADABLE = '#d8b4b4';

/** Width of a caption's character, px, rounded up so that no caption exceeds its tile. */
const CHARACTER = 7;

/**
 * Draws pictures in a labelled grid and writes it as PNG. A picture that cannot be decoded becomes
 * a plain reddish tile. A missing folder is created.
 */
export async function writeContactSheet(
  file: string,
  tiles: readonly Tile[],
  layout: SheetLayout,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const sheet = await contactSheet(tiles, layout);
  await sharp(sheet).toFile(file);
}

/** The same as an encoded PNG. */
export async function contactSheet(
  tiles: readonly Tile[],
  { title, columns, tile }: SheetLayout,
): Promise<Buffer> {
  const across = Math.max(1, Math.min(columns, tiles.length));
  const lines = Math.max(0, ...tiles.map(({ caption }) => caption.length));
  const cell = { width: tile + GAP, height: tile + lines * LINE + GAP };
  const top = title ? TITLE : GAP;
  const width = GAP + across * cell.width;
  const height = top + Math.max(1, Math.ceil(tiles.length / across)) * cell.height;
  const place = (i: number) => ({
    left: GAP + (i % across) * cell.width,
    top: top + Math.floor(i / across) * cell.height,
  });

  const pictures = await Promise.all(
    tiles.map(async (item, i) => ({ input: await fitted(item, tile), ...place(i) })),
  );
  const writing = tiles.flatMap((item, i) => {
    const at = place(i);
    const letters = Math.floor(tile / CHARACTER);
    const text = item.caption.map((line, k) =>
      textLine(shortened(line, letters), at.left, at.top + tile + (k + 0.8) * LINE, 11),
    );
    const { frame } = item;
    const edge = frame
      ? `<rect x="${at.left - 1.5}" y="${at.top - 1.5}" width="${tile + 3}" height="${tile + 3}" ` +
        `fill="none" stroke="${frame}" stroke-width="3"/>`
      : '';
    return [edge, ...text];
  });
  const heading = title ? textLine(title, GAP, 20, 15) : '';
  const overlay =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `${heading}${writing.join('')}</svg>`;
  return sharp({ create: { width, height, channels: 3, background: BACKGROUND } })
    .composite([...pictures, { input: Buffer.from(overlay), left: 0, top: 0 }])
    .png()
    .toBuffer();
}

/** A square PNG with the picture in its middle. */
async function fitted({ picture, part }: Tile, size: number): Promise<Buffer> {
  const square = { fit: 'contain', background: '#ffffff' } as const;
  try {
    const opened = await open(picture);
    const upright = await opened.rotate().flatten({ background: '#ffffff' }).png().toBuffer();
    const shown = part ? await cutPart(upright, part) : upright;
    return await sharp(shown).resize(size, size, square).png().toBuffer();
  } catch {
    return sharp({ create: { width: size, height: size, channels: 3, background: UNREADABLE } })
      .png()
      .toBuffer();
  }
}

async function open(picture: Tile['picture']): Promise<Sharp> {
  if (typeof picture === 'string' || Buffer.isBuffer(picture)) return openPicture(picture);
  const { data, width, height, channels } = picture;
  return sharp(data, { raw: { width, height, channels } });
}

/** The part inside the picture, at least one pixel. */
async function cutPart(picture: Buffer, part: Box): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const left = Math.min(width - 1, Math.max(0, Math.floor(part.x)));
  const top = Math.min(height - 1, Math.max(0, Math.floor(part.y)));
  const right = Math.min(width, Math.max(left + 1, Math.ceil(part.x + part.width)));
  const bottom = Math.min(height, Math.max(top + 1, Math.ceil(part.y + part.height)));
  return sharp(picture)
    .extract({ left, top, width: right - left, height: bottom - top })
    .png()
    .toBuffer();
}

/** Keeps both ends of a name, which say more than its middle. */
function shortened(line: string, letters: number): string {
  if (line.length <= letters) return line;
  const half = Math.max(1, Math.floor((letters - 1) / 2));
  return `${line.slice(0, half)}…${line.slice(-half)}`;
}

function textLine(line: string, x: number, y: number, size: number): string {
  return `<text x="${x}" y="${y}" font-family="DejaVu Sans, Arial, sans-serif" font-size="${size}">${escapeXml(line)}</text>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
