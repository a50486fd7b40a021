import { detect } from '../detector.ts';
import type { PixelFrame } from '../detector-types.ts';
import { batchSizes } from '../judge/mask-classifier.ts';
import type { Networks } from '../steps.ts';

/** The resolution that the camera is asked for, px. */
const WIDTH_PX = 1280;
const HEIGHT_PX = 720;
/** Finder score so low that a blank picture yields boxes enough to fill every batch. */
const ANY_SCORE = 1e-9;

/**
 * Runs every network once in every shape it will meet: the first run of a shape compiles it, which would
 * otherwise stop the first frames for seconds.
 * @param onStep runs done and runs in all
 * @returns how long a frame with one face takes once all is compiled, ms
 */
export async function warmUp(
  networks: Networks,
  onStep: (done: number, total: number) => void,
): Promise<number> {
  const blank: PixelFrame = {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    data: new Uint8Array(WIDTH_PX * HEIGHT_PX * 4),
  };
  const run = (maxFaces: number) => detect(networks, blank, { faceThreshold: ANY_SCORE, maxFaces });
  const counts = batchSizes();
  const steps = counts.length + 1;
  for (const [i, faces] of counts.entries()) {
    onStep(i, steps);
    await run(faces);
  }
  onStep(counts.length, steps);
  const startedMs = performance.now();
  await run(1);
  onStep(steps, steps);
  return performance.now() - startedMs;
}
