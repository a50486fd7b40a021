import { type Box, scaleBox } from '../../../lib/geometry.ts';
import { progressBar } from '../../progress.ts';
import { uprightImage } from '../../read-photograph.ts';
import type { AnnotatedPhotograph } from '../dataset.ts';
import type { RgbImage } from '../sample-square.ts';

/** A photograph in memory with its faces. */
export interface MarkedImage {
  readonly image: RgbImage;
  /** Image pixels. */
  readonly faces: readonly Box[];
}

/** Longest edge in memory, px: a face of 5% still has 32 pixels. */
const LONGEST_EDGE = 640;

/** Decodes photographs; unreadable ones are left out and counted. */
export async function loadMarkedImages(
  photographs: readonly AnnotatedPhotograph[],
): Promise<{ images: MarkedImage[]; unreadable: number }> {
  const images: MarkedImage[] = [];
  let unreadable = 0;
  const progress = progressBar('Reading photographs', photographs.length);
  for (const photograph of photographs) {
    try {
      images.push(await loadMarkedImage(photograph));
    } catch {
      unreadable++;
    }
    progress.step();
  }
  progress.end();
  return { images, unreadable };
}

async function loadMarkedImage(photograph: AnnotatedPhotograph): Promise<MarkedImage> {
  const { data, info } = await uprightImage(photograph.file, LONGEST_EDGE)
    .removeAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const factor = info.width / photograph.width;
  return {
    image: { data: new Uint8Array(data), width: info.width, height: info.height },
    faces: photograph.faces.map(({ box }) => scaleBox(box, factor)),
  };
}
