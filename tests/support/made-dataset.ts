import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import type { FaceLabel } from '../../lib/vision/labels.ts';
import {
  barePhotographs,
  incorrectPhotographs,
  maskedPhotographs,
  type Photograph,
} from '../harness/photographs.ts';
import { blotches, vocAnnotation } from './made-pictures.ts';

const VOC_NAMES: Readonly<Record<FaceLabel, string>> = {
  with_mask: 'with_mask',
  without_mask: 'without_mask',
  incorrect_mask: 'mask_weared_incorrect',
};

const SIZE = { width: 320, height: 240 } as const;
/** Longest edge of the photograph in the picture, px. */
const INSET = 150;

/**
 * A small Pascal VOC data set in `folder`: fixture faces with their boxes; bare, in a mask, and in
 * a mask worn incorrectly. Each has its own background; otherwise they would be near-duplicates.
 * @param perClass 1 to 9
 */
export async function writeMadeDataset(folder: string, perClass: number): Promise<void> {
  await mkdir(path.join(folder, 'Annotations'), { recursive: true });
  await mkdir(path.join(folder, 'JPEGImages'), { recursive: true });
  const classes = [barePhotographs(), maskedPhotographs(), incorrectPhotographs()];
  for (let i = 0; i < perClass; i++) {
    for (const [k, photographs] of classes.entries()) {
      // Numbered so that the classes take turns in name order.
      const number = classes.length * i + k;
      await write(folder, number, photographs.at(i - perClass) as Photograph);
    }
  }
}

async function write(folder: string, number: number, photograph: Photograph): Promise<void> {
  const scale = INSET / Math.max(photograph.width, photograph.height);
  const left = 10 + ((number * 37) % 150);
  const top = 5 + ((number * 23) % 80);
  const picture = await sharp(await photograph.load())
    .resize(Math.round(photograph.width * scale), Math.round(photograph.height * scale))
    .png()
    .toBuffer();
  const { x, y, width, height } = photograph.box;
  const corners = [x, y, x + width, y + height].map((value, k) =>
    Math.round(value * scale + (k % 2 === 0 ? left : top)),
  );

  const name = String(number).padStart(2, '0');
  const face = { name: VOC_NAMES[photograph.label], box: corners };
  await writeFile(
    path.join(folder, 'Annotations', `${name}.xml`),
    vocAnnotation(`${name}.png`, SIZE, [face]),
  );
  await sharp(await blotches(number, SIZE.width, SIZE.height))
    .composite([{ input: picture, left, top }])
    .toFile(path.join(folder, 'JPEGImages', `${name}.png`));
}
