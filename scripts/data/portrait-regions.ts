import { type Box, type Size, wholeOf } from '../../lib/geometry.ts';

/** A portrait may be nothing but a face: seen from further away, the finder knows it. */
const STEP_BACK = 1.6;

/** How the finder looks at a photograph of a class folder: whole, and from further away. */
export function portraitRegions(frame: Size): [Box, Box] {
  const [width, height] = [frame.width * STEP_BACK, frame.height * STEP_BACK];
  const around = { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height };
  return [wholeOf(frame), around];
}
