import { type Box, type Size, wholeOf } from '../../geometry.ts';

/**
 * A portrait may be nothing but a face: seen from further away, the finder knows it. At 1.6, two of three masked
 * faces that were cut tight were missed; on the 342 photographs of the validation part no figure of a class changes.
 */
const STEP_BACK = 2.5;

/** How the finder looks at a photograph of one person, or at any a second time: whole, and from further away. */
export function portraitRegions(frame: Size): [Box, Box] {
  const [width, height] = [frame.width * STEP_BACK, frame.height * STEP_BACK];
  const around = { x: (frame.width - width) / 2, y: (frame.height - height) / 2, width, height };
  return [wholeOf(frame), around];
}
