import { MaskGateError } from '../../errors.ts';
import type { DetectOptions } from '../detector-types.ts';

/** How long a frame may take before the engine counts as lost: an engine that hangs says nothing. */

/** Least limit for a frame of a camera, ms. */
const LIVE_LIMIT_MS = 10_000;
/** Least limit for a photograph, ms. */
const STILL_LIMIT_MS = 60_000;
/** Frames of the warm-up that a frame of a camera may take the time of. */
const LIVE_FRAMES = 30;
/** The same for a photograph: its tiles... */
const STILL_FRAMES = 90;
/** ...and each face in it. */
const FRAMES_PER_FACE = 3;
/** Most faces where a photograph's options name no number. */
const USUAL_FACES = 64;

/** @param frameMs how long one frame took in the warm-up */
export function lookLimitMs(frameMs: number): number {
  return Math.max(LIVE_LIMIT_MS, LIVE_FRAMES * frameMs);
}

/** @param frameMs how long one frame took in the warm-up */
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
