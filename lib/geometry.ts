/**
 * Plain geometry on boxes. Every `Box` is in pixels of the unmirrored frame, y down, unless a name
 * says otherwise. Values in, new values out.
 */

export interface Box {
  /** Left edge, px. May be negative where a box reaches beyond the frame. */
  readonly x: number;
  /** Top edge, px. */
  readonly y: number;
  /** px, > 0 */
  readonly width: number;
  /** px, > 0 */
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
}

/** The point that lies a share of the way from one to another. */
export function lerp(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

export function boxArea(box: Box): number {
  return Math.max(0, box.width) * Math.max(0, box.height);
}

export function boxCentre(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Whether a point lies in a box, its edges not counted. */
export function contains(box: Box, { x, y }: Point): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}

/** The common part of two boxes, or null where they do not overlap. */
export function intersect(a: Box, b: Box): Box | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Intersection over union, 0 (apart) to 1 (the same box). */
export function intersectionOverUnion(a: Box, b: Box): number {
  const common = intersect(a, b);
  if (!common) return 0;
  const shared = boxArea(common);
  return shared / (boxArea(a) + boxArea(b) - shared);
}

/** The part of a box inside the frame, or null where nothing of it is. */
export function clipToFrame(box: Box, frame: Size): Box | null {
  return intersect(box, wholeOf(frame));
}

/** All of a frame. */
export function wholeOf({ width, height }: Size): Box {
  return { x: 0, y: 0, width, height };
}

/** A box in pixels of the same picture at another size. */
export function scaleBox(box: Box, factor: number): Box {
  return {
    x: box.x * factor,
    y: box.y * factor,
    width: box.width * factor,
    height: box.height * factor,
  };
}
