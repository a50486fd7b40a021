import { MaskGateError } from '../../errors.ts';

/**
 * Time limits for a frame. After the limit the engine counts as lost: an engine that hangs sends no
 * error.
 */

/** Least limit for a frame of a camera. */
const LIVE_LIMIT_MS = 10_000;
/** Least limit for a photograph. */
const STILL_LIMIT_MS = 60_000;
/** Limit for a frame of a camera, in frames of the warm-up. */
const LIVE_FRAMES = 30;
/** Limit for the tiles of a photograph, in frames of the warm-up... */
const STILL_FRAMES = 90;
/** ...and for each face that was found in it. */
const FRAMES_PER_FACE = 3;

/** @param frameMs time of one frame in the warm-up */
export function lookLimitMs(frameMs: number): number {
  return Math.max(LIVE_LIMIT_MS, LIVE_FRAMES * frameMs);
}

/**
 * @param frameMs time of one frame in the warm-up
 * @param faces found so far
 */
export function detectLimitMs(frameMs: number, faces = 0): number {
  return Math.max(STILL_LIMIT_MS, (STILL_FRAMES + FRAMES_PER_FACE * faces) * frameMs);
}

/** The time that is left for a frame. */
export interface FrameLimit {
  /** Gives it this time from now on, ms. */
  readonly renew: (limitMs: number) => void;
  readonly clear: () => void;
}

/** @param onPassed told of the error of a frame that took longer */
export function startFrameLimit(
  limitMs: number,
  onPassed: (error: MaskGateError) => void,
): FrameLimit {
  const start = (ms: number) => setTimeout(() => onPassed(frameTimedOut(ms)), ms);
  let timer = start(limitMs);
  return {
    renew(ms) {
      clearTimeout(timer);
      timer = start(ms);
    },
    clear: () => clearTimeout(timer),
  };
}

function frameTimedOut(limitMs: number): MaskGateError {
  return new MaskGateError('engine-lost', `No answer in ${(limitMs / 1000).toFixed(0)} s`);
}
