import type { Box, Size } from '../../geometry.ts';
import type { PictureArea } from '../config.ts';

/** @param box pixels of the frame @returns shares of the frame's width and height */
export function areaOf(box: Box, frame: Size): PictureArea {
  return {
    x: box.x / frame.width,
    y: box.y / frame.height,
    width: box.width / frame.width,
    height: box.height / frame.height,
  };
}

/** Whether the middle of a face is in one of the areas. */
export function isInAreas(face: PictureArea, areas: readonly PictureArea[]): boolean {
  const [x, y] = [face.x + face.width / 2, face.y + face.height / 2];
  return areas.some(
    (area) => x >= area.x && x <= area.x + area.width && y >= area.y && y <= area.y + area.height,
  );
}
