import type { PictureArea } from '../config.ts';

/** A point in the unmirrored picture, as shares of its width and height. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** Smaller areas are accidental, and too small to see. */
const LEAST_EDGE = 0.03;

/** The area between two corners, clipped to the picture; null where it is too small. */
export function areaBetween(a: PicturePoint, b: PicturePoint): PictureArea | null {
  const [left, right] = ordered(inside(a.x), inside(b.x));
  const [top, bottom] = ordered(inside(a.y), inside(b.y));
  const area = rounded({ x: left, y: top, width: right - left, height: bottom - top });
  return area.width < LEAST_EDGE || area.height < LEAST_EDGE ? null : area;
}

/** Moves an area by shares of the picture, within the picture. */
export function moveArea(area: PictureArea, byX: number, byY: number): PictureArea {
  const x = Math.min(1 - area.width, Math.max(0, area.x + byX));
  const y = Math.min(1 - area.height, Math.max(0, area.y + byY));
  return rounded({ ...area, x, y });
}

/** Moves the right and lower edge of an area by shares of the picture, within the limits. */
export function sizeArea(area: PictureArea, byX: number, byY: number): PictureArea {
  const width = Math.min(1 - area.x, Math.max(LEAST_EDGE, area.width + byX));
  const height = Math.min(1 - area.y, Math.max(LEAST_EDGE, area.height + byY));
  return rounded({ ...area, width, height });
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function ordered(a: number, b: number): [number, number] {
  return a < b ? [a, b] : [b, a];
}

/** Three digits are enough for a drawing, and readable in a file. */
function rounded({ x, y, width, height }: PictureArea): PictureArea {
  const round = (share: number) => Number(share.toFixed(3));
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}
