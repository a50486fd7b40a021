import * as tf from '@tensorflow/tfjs';
import { wholeOf } from '../../lib/geometry.ts';
import type { PixelFrame } from '../../lib/vision/detector-types.ts';
import { letterbox } from '../../lib/vision/find/views.ts';
import { readPixels } from '../../lib/vision/frame/open-frame.ts';
import { cutRegions } from '../../lib/vision/frame/regions.ts';
import { faceCrop } from '../../lib/vision/judge/face-crop.ts';
import { CROP_RULE } from '../data/crops/crop-rule.ts';
import type { Crop } from '../data/crops/crops.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import { readPhotograph } from '../data/read-photograph.ts';
import { centreCrop } from '../training/variation/augment.ts';

/**
 * The views of a labelled photograph for a network: `crop` is the face as the site crops it,
 * `whole` the letterboxed photograph, `surroundings` the letterboxed photograph with the crop
 * painted over. In `surroundings`, only the background can reveal the class.
 */
export const VIEWS = ['crop', 'whole', 'surroundings'] as const;
export type View = (typeof VIEWS)[number];

/** Only photographs of class folders have one label for the whole picture. */
export function isSeen(view: View, photograph: DataPhotograph): boolean {
  return view === 'crop' || photograph.kind === 'labelled';
}

/** @returns [size, size, 3], 0 to 255 */
export async function pictureOf(
  view: View,
  { crop, patch, photograph }: { crop: Crop; patch: () => Uint8Array; photograph: DataPhotograph },
  size: number,
): Promise<Float32Array> {
  if (view === 'crop') return centreCrop(patch(), size, CROP_RULE.fill);
  const { frame } = await readPhotograph(photograph.file);
  if (view === 'surroundings') paintOver(frame, crop);
  const { region, shape } = letterbox(wholeOf(frame), [{ width: size, height: size }]);
  const square = tf.tidy(() => cutRegions(readPixels(frame), [region], shape, CROP_RULE.fill));
  const values = await square.data();
  square.dispose();
  return values as Float32Array;
}

function paintOver({ data, width, height }: PixelFrame, { box }: Crop): void {
  const crop = faceCrop(box, CROP_RULE.sideRatio);
  const [left, top] = [Math.max(0, Math.floor(crop.x)), Math.max(0, Math.floor(crop.y))];
  const right = Math.min(width, Math.ceil(crop.x + crop.width));
  const bottom = Math.min(height, Math.ceil(crop.y + crop.height));
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const at = (row * width + column) * 4;
      (data as Uint8Array).fill(CROP_RULE.fill, at, at + 3);
    }
  }
}
