import type { Box, Point, Size } from '../../geometry.ts';
import type { CuttableFrame } from './regions.ts';
import { type Tilt, tiltBoxBack, tiltFrame, tiltPointBack, tiltScale } from './tilt.ts';
import { type QuarterTurns, turnBoxBack, turnFrame, turnPointBack } from './turn.ts';

/** A way to rotate a photograph, and the way back. */
export interface Rotation {
  /** A tensor is a new one; the caller disposes it. */
  rotate(frame: CuttableFrame): CuttableFrame;
  /** Pixels of the photograph along one pixel of the rotated one. @param frame size of the photograph */
  scale(frame: Size): number;
  pointBack(point: Point, frame: Size): Point;
  boxBack(box: Box, frame: Size): Box;
}

const byQuarters = (turns: QuarterTurns): Rotation => ({
  rotate: (frame) => turnFrame(frame, turns),
  scale: () => 1,
  pointBack: (point, frame) => turnPointBack(point, turns, frame),
  boxBack: (box, frame) => turnBoxBack(box, turns, frame),
});

const byAnEighth = (tilt: Tilt): Rotation => ({
  rotate: (frame) => tiltFrame(frame, tilt),
  scale: tiltScale,
  pointBack: (point, frame) => tiltPointBack(point, tilt, frame),
  boxBack: (box, frame) => tiltBoxBack(box, tilt, frame),
});

export const UPRIGHT = byQuarters(0);
/** Lying and hanging heads by quarters; heads in between by an eighth to each side. */
export const ROTATED = [byQuarters(1), byQuarters(2), byQuarters(3), byAnEighth(1), byAnEighth(-1)];
