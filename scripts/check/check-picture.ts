import { judgeStill, LONGEST_STILL_EDGE } from '../../lib/stills/judge-still.ts';
import type { StillResult } from '../../lib/stills/still-result.ts';
import type { Detector, Search } from '../../lib/vision/detector-types.ts';
import { readPicture } from '../data/read-picture.ts';

/** Judges one picture file. A bad picture gives a result with its error instead of an exception. */
export function checkPicture(
  detector: Detector,
  file: string,
  search?: Search,
): Promise<StillResult> {
  return judgeStill(detector, file, () => readPicture(file, LONGEST_STILL_EDGE), search);
}
