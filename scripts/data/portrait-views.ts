import type { Size, SquareRegion } from '../../lib/geometry.ts';
import { letterbox } from '../../lib/vision/frame/regions.ts';

/** A portrait may be nothing but a face: seen from further away, the finder knows it. */
const STEP_BACK = 1.6;

/** How the finder looks at a photograph of a class folder: whole, and from further away. */
export function portraitViews(frame: Size): [SquareRegion, SquareRegion] {
  const whole = letterbox(frame);
  const grow = (whole.side * (STEP_BACK - 1)) / 2;
  return [whole, { x: whole.x - grow, y: whole.y - grow, side: whole.side * STEP_BACK }];
}
