import { MaskGateError } from '../../errors.ts';
import type { DetectOptions } from '../detector-types.ts';

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
/** ...and for each of its faces. */
const FRAMES_PER_FACE = 3;
/** Number of faces where the options give none. */
const USUAL_FACES = 64;

/** @param frameMs time of one frame in the warm-up */
export function lookLimitMs(frameMs: number): number {
  return Math.max(LIVE_LIMIT_MS, LIVE_FRAMES * frameMs);
}

/** @param frameMs time of one frame in the warm-up */
export function detectLimitMs(
  frameMs: number,
  { maxFaces = USUAL_FACES }: Pick<DetectOptions, 'maxFaces'> = {},
): number {
  return Math.max(STILL_LIMIT_MS, (STILL_FRAMES + FRAMES_PER_FACE * maxFaces) * frameMs);
}

/** The error of a frame that took longer. */
export function frameTimedOut(limitMs: number): MaskGateError {
  return new MaskGateError('engine-lost', `No answer in ${(limitMs / 1000).toFixed(0)} s`);
}
