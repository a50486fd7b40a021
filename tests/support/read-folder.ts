import sharp from 'sharp';
import { expect } from 'vitest';
import { readDatasets } from '../../scripts/data/dataset.ts';
import { folderOf } from './folder-of.ts';

/** Of the made pictures, px. */
export const SIZE = { width: 200, height: 100 };
export const BOX = { x: 20, y: 10, width: 60, height: 40 };

export const picture = (orientation = 1) =>
  sharp({ create: { ...SIZE, channels: 3, background: '#888888' } })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();

/** Reads a data folder of these files: the faces of each photograph, its part, and why what was left out. */
export async function read(
  files: Record<string, string | Uint8Array>,
  labels: readonly string[] = [],
) {
  const { photographs, skipped } = await readDatasets([await folderOf(files)], [], { labels });
  return {
    faces: Object.fromEntries(
      photographs.map((p) => [p.name, p.kind === 'annotated' ? p.faces : p.label]),
    ),
    parts: Object.fromEntries(photographs.map((p) => [p.name, p.part])),
    ignored: photographs.flatMap((p) => (p.kind === 'annotated' ? p.ignored : [])),
    reasons: skipped.map(({ why }) => why),
  };
}

/** Boxes come out as they were drawn, but for the rounding of parts of an edge. */
export const near = ({ x, y, width, height }: typeof BOX) => ({
  x: expect.closeTo(x, 3),
  y: expect.closeTo(y, 3),
  width: expect.closeTo(width, 3),
  height: expect.closeTo(height, 3),
});
/** What `BOX` with a usual name for a mask gives. */
export const FACE = { label: 'with_mask', box: near(BOX) };
