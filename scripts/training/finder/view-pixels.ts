import { type Box, boxCentre, type Point, type Size } from '../../../lib/geometry.ts';
import type { ImageView } from '../variation/sample-view.ts';

/** A point of an image in pixels of a view of it: the inverse of what `sampleView` does. */
function toViewPoint({ x, y }: Point, view: ImageView, size: Size): Point {
  const [dx, dy] = [x - view.centreX, y - view.centreY];
  const [cos, sin] = [Math.cos(view.angle), Math.sin(view.angle)];
  const u = (cos * dx + sin * dy) * (view.flip ? -1 : 1);
  const v = cos * dy - sin * dx;
  return {
    x: size.width / 2 + (u * size.width) / view.width,
    y: size.height / 2 + (v * size.height) / view.height,
  };
}

/** A box of an image in pixels of a view of it. It keeps its size: heads tilt, boxes do not. */
export function toViewBox(box: Box, view: ImageView, size: Size): Box {
  const { x, y } = toViewPoint(boxCentre(box), view, size);
  const width = (box.width * size.width) / view.width;
  const height = (box.height * size.height) / view.height;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** BlazeFace's landmarks of one side and of the other. */
const MIRRORED = [1, 0, 2, 3, 5, 4] as const;

/** Landmarks in BlazeFace's order in pixels of a view; in a mirror the sides change. */
export function toViewLandmarks(
  landmarks: readonly Point[],
  view: ImageView,
  size: Size,
): readonly Point[] {
  const points = landmarks.map((point) => toViewPoint(point, view, size));
  return view.flip ? MIRRORED.map((i) => points[i] as Point) : points;
}
