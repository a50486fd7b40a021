import { type Box, boxCentre } from '../../geometry.ts';

/**
 * The square that the classifier sees of a face: around the box's middle, with some margin.
 * @param sideRatio its edge as a multiple of the box's longer edge
 */
export function faceCrop(box: Box, sideRatio: number): Box {
  const side = Math.max(box.width, box.height) * sideRatio;
  const centre = boxCentre(box);
  return { x: centre.x - side / 2, y: centre.y - side / 2, width: side, height: side };
}
