import type { Size } from '../../geometry.ts';
import { detect } from '../detector.ts';
import { batchSizes } from '../judge/mask-classifier.ts';
import type { Networks } from '../steps.ts';

/** The resolution that is requested from the camera, px, and the same for an upright device. */
const LANDSCAPE = { width: 1280, height: 720 };
const PORTRAIT = { width: 720, height: 1280 };
/** A finder score so low that a blank picture gives enough boxes to fill every batch. */
const ANY_SCORE = 1e-9;

/**
 * Runs every network once in every shape. The first run of a shape compiles it, which would
 * otherwise stop the first frames for seconds.
 * @param onStep receives the number of finished runs and of all runs
 * @returns the time of a frame with one face after compiling, ms
 */
export async function warmUp(
  networks: Networks,
  onStep: (done: number, total: number) => void,
): Promise<number> {
  const run = (frame: Size, maxFaces: number) => {
    const data = new Uint8Array(frame.width * frame.height * 4);
    return detect(networks, { ...frame, data }, { faceThreshold: ANY_SCORE, maxFaces });
  };
  const counts = batchSizes();
  const comesCompiled = counts.length === 1;
  const runs = [
    ...counts.map((faces) => [LANDSCAPE, faces] as const),
    ...(comesCompiled ? [] : [[PORTRAIT, 1] as const]),
  ];
  const steps = runs.length + 1;
  for (const [i, [frame, faces]] of runs.entries()) {
    onStep(i, steps);
    await run(frame, faces);
  }
  onStep(runs.length, steps);
  const startedMs = performance.now();
  await run(LANDSCAPE, 1);
  onStep(steps, steps);
  return performance.now() - startedMs;
}
