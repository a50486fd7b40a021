import { type Box, boxCentre, type SquareRegion } from '../geometry.ts';
import type { CropRule } from './manifest.ts';

/** The square that the classifier sees of a face: around the box's middle, with some margin. */
export function faceCrop(box: Box, rule: CropRule): SquareRegion {
  const side = Math.max(box.width, box.height) * rule.sideRatio;
  const centre = boxCentre(box);
  return { x: centre.x - side / 2, y: centre.y - side / 2, side };
}
