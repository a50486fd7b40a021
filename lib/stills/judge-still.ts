import { type ErrorCode, MaskGateError } from '../errors.ts';
import type { Box, Size } from '../geometry.ts';
import type { Detector, PixelFrame, Search } from '../vision/detector-types.ts';
import { failedStill, type StillResult } from './still-result.ts';

/** Longest edge of the frame, px. The tiles enlarge small faces. */
export const LONGEST_STILL_EDGE = 2048;
/** Most faces in a result, those with the highest scores. `moreFaces` says that there are more. */
export const MOST_FACES = 1000;

/** A picture ready to be judged. */
export interface DecodedStill {
  /** At most `LONGEST_STILL_EDGE` px long. */
  readonly frame: PixelFrame;
  /** Of the upright picture, px. */
  readonly size: Size;
}

/** Errors of a picture. Any other error does not belong to the picture. */
const PICTURE_FAILURES: readonly ErrorCode[] = [
  'file-empty',
  'not-an-image',
  'image-truncated',
  'image-format-unsupported',
  'image-unreadable',
  'image-too-large',
  'image-empty',
];

/**
 * Judges one picture in the same way in the site and on the command line. A bad picture gives a
 * result with its error.
 * @throws any other error, e.g. MaskGateError `engine-lost`
 */
export async function judgeStill(
  detector: Pick<Detector, 'detect'>,
  file: string,
  decode: () => Promise<DecodedStill>,
  search: Search = 'zoomed',
): Promise<StillResult> {
  const started = performance.now();
  try {
    const { frame, size } = await decode();
    // One more than reported, to know whether there are more.
    const { faces } = await detector.detect(frame, { search, maxFaces: MOST_FACES + 1 });
    const reported = faces.slice(0, MOST_FACES);
    return {
      file,
      ...size,
      faces: reported.map((face) => ({ ...face, box: toSize(face.box, frame, size) })),
      ...(faces.length > MOST_FACES && { moreFaces: true }),
      ms: Math.round(performance.now() - started),
    };
  } catch (error) {
    if (error instanceof MaskGateError && PICTURE_FAILURES.includes(error.code)) {
      return failedStill(file, error);
    }
    throw error;
  }
}

function toSize(box: Box, from: Size, to: Size): Box {
  const [toX, toY] = [to.width / from.width, to.height / from.height];
  return { x: box.x * toX, y: box.y * toY, width: box.width * toX, height: box.height * toY };
}
