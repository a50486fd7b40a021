import { judgeStill, LONGEST_STILL_EDGE } from '../../lib/stills/judge-still.ts';
import type { StillResult } from '../../lib/stills/still-result.ts';
import type { Detector, Search } from '../../lib/vision/detector-types.ts';
import { readPicture } from '../data/read-picture.ts';
import type { LoadPicture } from './sources/picture-source.ts';

/**
 * Judges one picture. A bad picture gives a result with its error instead of an exception.
 * @param load finds the picture by its name; where absent, the name is the path of a file
 */
export function checkPicture(
  detector: Detector,
  file: string,
  search?: Search,
  load: LoadPicture = async (name) => name,
): Promise<StillResult> {
  return judgeStill(
    detector,
    file,
    async () => readPicture(await load(file), LONGEST_STILL_EDGE),
    search,
  );
}
