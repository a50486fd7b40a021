import type { Detector, PixelFrame } from '../detector-types.ts';
import type { EngineInfo } from './engine.ts';

/** The resolution that the camera is asked for. */
const WIDTH = 1280;
const HEIGHT = 720;
/** So low that a blank picture yields boxes enough to fill every batch. */
const ANY_SCORE = 1e-9;
/**
 * Graphics cards compile a program for every shape, hence for every size that batches of faces are padded
 * to. WebAssembly comes compiled and only needs its memory.
 */
const FACE_COUNTS: Readonly<Record<EngineInfo['backend'], readonly number[]>> = {
  webgpu: [1, 2, 4, 8],
  webgl: [1, 2, 4, 8],
  wasm: [1],
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
  const blank: PixelFrame = {
    width: WIDTH,
    height: HEIGHT,
    data: new Uint8Array(WIDTH * HEIGHT * 4),
  };
  const counts = FACE_COUNTS[backend];
  for (const [i, maxFaces] of counts.entries()) {
    onStep(i, counts.length);
    await detector.detect(blank, { faceThreshold: ANY_SCORE, maxFaces });
  }
  onStep(counts.length, counts.length);
}
