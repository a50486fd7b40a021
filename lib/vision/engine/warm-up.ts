import type { Size } from '../../geometry.ts';
import type { Detector } from '../detector-types.ts';
import type { EngineInfo } from './engine.ts';

/** The resolution that the camera is asked for, and the same of a device held upright. */
const LANDSCAPE = { width: 1280, height: 720 };
const PORTRAIT = { width: 720, height: 1280 };
/** So low that a blank picture yields boxes enough to fill every batch. */
const ANY_SCORE = 1e-9;

interface WarmUpRun {
  readonly frame: Size;
  readonly maxFaces: number;
}
/**
 * Graphics cards compile a program for every shape, hence for every size that batches of faces are padded
 * to. WebAssembly comes compiled and only needs its memory.
 */
const WITH_CARD: readonly WarmUpRun[] = [
  ...[1, 2, 4, 8].map((maxFaces) => ({ frame: LANDSCAPE, maxFaces })),
  { frame: PORTRAIT, maxFaces: 1 },
];
const RUNS: Readonly<Record<EngineInfo['backend'], readonly WarmUpRun[]>> = {
  webgpu: WITH_CARD,
  webgl: WITH_CARD,
  wasm: [{ frame: LANDSCAPE, maxFaces: 1 }],
};

/**
 * Runs every network once in every shape it will meet. The first run of a shape compiles it, which
 * would otherwise freeze the first frames for seconds.
 * @param onStep runs done and runs in all
 */
export async function warmUp(
  detector: Detector,
  backend: EngineInfo['backend'],
  onStep: (done: number, total: number) => void,
): Promise<void> {
  const runs = RUNS[backend];
  for (const [i, { frame, maxFaces }] of runs.entries()) {
    onStep(i, runs.length);
    const data = new Uint8Array(frame.width * frame.height * 4);
    await detector.detect({ ...frame, data }, { faceThreshold: ANY_SCORE, maxFaces });
  }
  onStep(runs.length, runs.length);
}
