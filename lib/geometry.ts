/**
 * Plain geometry on boxes, y down. Values in, new values out.
 */

declare const space: unique symbol;

/**
 * The pixels that a box refers to. `frame`: the picture with the face, unmirrored. `photograph`:
 * the upright file that a frame was shrunk from, where both exist. `view`: the painted area,
 * mirrored as the viewer sees it.
 */
type Space = 'frame' | 'photograph' | 'view';

/** A box. The compiler rejects a box of another space. */
export interface Box<S extends Space = 'frame'> {
  /** Left edge, px. Negative where a box reaches beyond the frame. */
  readonly x: number;
  /** Top edge, px. */
  readonly y: number;
  /** px, > 0 */
  readonly width: number;
  /** px, > 0 */
  readonly height: number;
  /** For the compiler only. */
  readonly [space]?: S;
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

/** The point between two others, at a share of the way. */
export function lerp(a: Point, b: Point, share: number): Point {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
}

export function boxArea<S extends Space = 'frame'>(box: Box<S>): number {
  return Math.max(0, box.width) * Math.max(0, box.height);
}

export function boxCentre<S extends Space = 'frame'>(box: Box<S>): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Whether a point is inside a box, without its edges. */
export function contains<S extends Space = 'frame'>(box: Box<S>, { x, y }: Point): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}

/** The common part of two boxes; null where they do not overlap. */
export function intersect<S extends Space = 'frame'>(a: Box<S>, b: Box<NoInfer<S>>): Box<S> | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}

/** Intersection over union, 0 (apart) to 1 (equal). */
export function intersectionOverUnion<S extends Space = 'frame'>(
  a: Box<S>,
  b: Box<NoInfer<S>>,
): number {
  const common = intersect(a, b);
  if (!common) return 0;
  const shared = boxArea(common);
  return shared / (boxArea(a) + boxArea(b) - shared);
}

/** How much of the smaller of two boxes lies in the larger one, 0 (apart) to 1 (all). */
export function sharedPart<S extends Space = 'frame'>(a: Box<S>, b: Box<NoInfer<S>>): number {
  const common = intersect(a, b);
  return common ? boxArea(common) / Math.min(boxArea(a), boxArea(b)) : 0;
}

/** Least intersection over union of two boxes that show the same face. */
export const SAME_FACE_IOU = 0.3;

/** The part of a box inside the frame; null where it is outside. */
export function clipToFrame<S extends Space = 'frame'>(box: Box<S>, frame: Size): Box<S> | null {
  return intersect(box, wholeOf<S>(frame));
}

/** The whole frame. */
export function wholeOf<S extends Space = 'frame'>({ width, height }: Size): Box<S> {
  return { x: 0, y: 0, width, height };
}

/** Converts a box to another size of the same picture, possibly in another space. */
export function scaleBox<To extends Space = 'frame', From extends Space = 'frame'>(
  box: Box<From>,
  factor: number,
): Box<To> {
  return {
    x: box.x * factor,
    y: box.y * factor,
    width: box.width * factor,
    height: box.height * factor,
  };
}
