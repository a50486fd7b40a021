import type { Detector, PixelFrame } from './detector-types.ts';

/** The resolution that the camera is asked for. */
const WIDTH = 1280;
const HEIGHT = 720;
/** So low that a blank picture yields boxes enough to fill every batch. */
const ANY_SCORE = 1e-9;
/** The sizes that batches of faces are padded to. */
const FACE_COUNTS = [1, 2, 4, 8];

/**
 * Runs every network once in every shape it will meet. The first run of a shape compiles it, which
 * would otherwise freeze the first frames for seconds.
 * @param onStep runs done and runs in all
 */
export async function warmUp(
  detector: Detector,
  onStep: (done: number, total: number) => void,
): Promise<void> {
  const blank: PixelFrame = {
    width: WIDTH,
    height: HEIGHT,
    data: new Uint8Array(WIDTH * HEIGHT * 4),
  };
  for (const [i, maxFaces] of FACE_COUNTS.entries()) {
    onStep(i, FACE_COUNTS.length);
    await detector.detect(blank, { faceThreshold: ANY_SCORE, maxFaces });
  }
  onStep(FACE_COUNTS.length, FACE_COUNTS.length);
}
