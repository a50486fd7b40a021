import { type Box, clipToFrame, type Point, type Size } from '../geometry.ts';

/** Smaller boxes cannot show a face, px of the picture. */
export const LEAST_EDGE = 8;
/** Edge of a new box, and length of a step, as a share of the picture's shorter edge. */
const FIRST_SHARE = 0.25;
const STEP_SHARE = 0.01;

/** The first box, in the middle of the visible part of the picture. */
export function firstBox(picture: Size, seen: Box): Box {
  const edge = Math.max(LEAST_EDGE, FIRST_SHARE * Math.min(seen.width, seen.height));
  const x = seen.x + (seen.width - edge) / 2;
  const y = seen.y + (seen.height - edge) / 2;
  return inside({ x, y, width: edge, height: edge }, picture);
}

/** The box between two corners, inside the picture; null where it is too small for a face. */
export function boxBetween(a: Point, b: Point, picture: Size): Box | null {
  const box = clipToFrame(
    {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    },
    picture,
  );
  return box && box.width >= LEAST_EDGE && box.height >= LEAST_EDGE ? box : null;
}

export interface Nudge {
  /** -1, 0 or 1: left or narrower, right or wider. */
  readonly x: number;
  /** -1, 0 or 1: up or less high, down or higher. */
  readonly y: number;
  /** Whether the size changes instead of the place. */
  readonly resize: boolean;
}

/** The box after one step, inside the picture. */
export function nudged(box: Box, { x, y, resize }: Nudge, picture: Size): Box {
  const step = Math.max(1, STEP_SHARE * Math.min(picture.width, picture.height));
  if (!resize) return inside({ ...box, x: box.x + x * step, y: box.y + y * step }, picture);
  return {
    ...box,
    width: clamp(box.width + x * step, LEAST_EDGE, picture.width - box.x),
    height: clamp(box.height + y * step, LEAST_EDGE, picture.height - box.y),
  };
}

/** Moves a box into the picture, and shrinks it where necessary. */
function inside(box: Box, picture: Size): Box {
  const [width, height] = [
    Math.min(box.width, picture.width),
    Math.min(box.height, picture.height),
  ];
  const x = clamp(box.x, 0, picture.width - width);
  return { x, y: clamp(box.y, 0, picture.height - height), width, height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), Math.min(least, most));
}
