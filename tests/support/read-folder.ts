import sharp from 'sharp';
import { expect } from 'vitest';
import { readDatasets } from '../../scripts/data/dataset.ts';
import { folderOf } from './folder-of.ts';

/** Size of the made pictures, px. */
export const SIZE = { width: 200, height: 100 };
export const BOX = { x: 20, y: 10, width: 60, height: 40 };

export const picture = (orientation = 1) =>
  sharp({ create: { ...SIZE, channels: 3, background: '#888888' } })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();

/**
 * Reads a data folder of these files. @returns the faces and the part of each photograph, the
 * ignored boxes, and the reasons for skipped files
 */
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

/** Equals the drawn box, except for the rounding of coordinates that are shares of an edge. */
export const near = ({ x, y, width, height }: typeof BOX) => ({
  x: expect.closeTo(x, 3),
  y: expect.closeTo(y, 3),
  width: expect.closeTo(width, 3),
  height: expect.closeTo(height, 3),
});
/** The face read from `BOX` with a usual name for a mask. */
export const FACE = { label: 'with_mask', box: near(BOX) };
