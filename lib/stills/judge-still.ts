import { type ErrorCode, MaskGateError } from '../errors.ts';
import type { Box, Size } from '../geometry.ts';
import type { Detector, PixelFrame, Search } from '../vision/detector-types.ts';
import { failedStill, type StillResult } from './still-result.ts';

/** Longest edge looked at, px: the tiles make small faces in it large. */
export const LONGEST_STILL_EDGE = 2048;
/** Faces reported of one picture, the surest ones; `moreFaces` says that there are more. */
export const MOST_FACES = 1000;

/** A picture ready to be judged. */
export interface DecodedStill {
  /** At most `LONGEST_STILL_EDGE` px long. */
  readonly frame: PixelFrame;
  /** Of the upright picture, px. */
  readonly size: Size;
}

/** What may be wrong with a picture; any other failure is not that picture's. */
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
 * Judges one picture, the same way in the site and on the command line. A bad picture never throws:
 * its error is the result.
 * @throws whatever else fails, e.g. MaskGateError `engine-lost`
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
    // One more than is reported tells whether there are more.
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
