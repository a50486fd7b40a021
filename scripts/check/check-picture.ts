import { judgeStill } from '../../lib/stills/judge-still.ts';
import type { StillResult } from '../../lib/stills/still-result.ts';
import type { Detector, Search } from '../../lib/vision/detector-types.ts';
import { readStill } from '../data/read-still.ts';

/** Judges one picture file. Never throws for a bad picture: its error is the result. */
export function checkPicture(
  detector: Detector,
  file: string,
  search?: Search,
): Promise<StillResult> {
  return judgeStill(detector, file, () => readStill(file), search);
}
