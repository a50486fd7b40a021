import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { contactSheet, type Tile, writeContactSheet } from '@/scripts/support/contact-sheet';
import { temporaryFolder } from '../../support/temporary-folder';

const RED = { r: 200, g: 0, b: 0 };

function plain(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: RED } })
    .png()
    .toBuffer();
}

/** The colour at a pixel. */
async function colourAt(sheet: Buffer, left: number, top: number): Promise<number[]> {
  const pixel = sharp(sheet).extract({ left, top, width: 1, height: 1 });
  return [...(await pixel.removeAlpha().raw().toBuffer())];
}

describe('contactSheet', () => {
  it('has as many rows as the pictures need', async () => {
    const picture = await plain(30, 30);
    const tiles: Tile[] = Array.from({ length: 5 }, (_, i) => ({ picture, caption: [`${i}`] }));
    const sheet = await contactSheet(tiles, { columns: 2, tile: 50 });
    const { format, width, height } = await sharp(sheet).metadata();
    expect(format).toBe('png');
    expect(width).toBeGreaterThan(2 * 50);
    expect(width).toBeLessThan(3 * 50);
    expect(height).toBeGreaterThan(3 * 50);
    expect(height).toBeLessThan(4 * 80);
  });

  it('fits whole pictures in and keeps their aspect ratio', async () => {
    const tile = { picture: await plain(100, 20), caption: [] };
    const sheet = await contactSheet([tile], { columns: 1, tile: 100 });
    expect(await colourAt(sheet, 58, 58)).toEqual([200, 0, 0]);
    expect(await colourAt(sheet, 58, 20)).toEqual([255, 255, 255]);
  });

  it('takes raw pixels, and shows the given part, even beyond the edge', async () => {
    const data = new Uint8Array(40 * 40 * 3).fill(10).fill(250, 0, (40 * 40 * 3) / 2);
    const picture = { data, width: 40, height: 40, channels: 3 as const };
    const part = { x: 10, y: 25, width: 100, height: 10 };
    const sheet = await contactSheet([{ picture, part, caption: [] }], { columns: 1, tile: 90 });
    expect(await colourAt(sheet, 53, 53)).toEqual([10, 10, 10]);
  });

  it('takes broken files, unusual captions, and no tiles', async () => {
    const tiles = [
      { picture: 'package.json', caption: ['<b> & "quotes"'] },
      {
        picture: 'not-there.jpg',
        caption: ['a-very-long-name-that-never-fits-below-its-tile.jpg'],
      },
    ];
    const sheet = await contactSheet(tiles, { columns: 4, tile: 60, title: '<title> & more' });
    const [r = 0, g = 0, b = 0] = await colourAt(sheet, 38, 60);
    expect(r).toBeGreaterThan(Math.max(g, b));
    expect((await sharp(await contactSheet([], { columns: 3, tile: 60 })).metadata()).width).toBe(
      76,
    );
  });

  it('is written into folders that do not exist yet', async () => {
    const file = path.join(await temporaryFolder(), 'runs', 'sheet.png');
    await writeContactSheet(file, [], { columns: 1, tile: 20 });
    expect((await sharp(file).metadata()).format).toBe('png');
  });
});
