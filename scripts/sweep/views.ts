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
 * What a network is shown of a labelled photograph: the face as the site crops it, the whole photograph
 * letterboxed, or the whole photograph with that very crop painted over, in which there is nothing
 * left to see but what gives the class away.
 */
export const VIEWS = ['crop', 'whole', 'surroundings'] as const;
export type View = (typeof VIEWS)[number];

/** Whole photographs have one label only in class folders. */
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
