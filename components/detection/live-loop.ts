import type { FrameSource, TakenFrame } from '@/lib/camera/frame-source';
import { type ErrorCode, MaskGateError, toMaskGateError } from '@/lib/errors';
import type { LiveDetector, LookOptions, Sighting } from '@/lib/vision/live/live-detector';
import type { FrameClock } from './frame-clock';
import { startFrameLoop } from './frame-loop';

interface LiveLoopParts {
  readonly clock: FrameClock;
  readonly frames: FrameSource;
  readonly detector: LiveDetector;
  /** Number of people seen before the loop. */
  readonly count: number;
  /** Read before each look. */
  readonly lookOptions: () => LookOptions;
  /** @param grabMs time for taking the frame */
  readonly onSighting: (sighting: Sighting, grabMs: number) => void;
  /** The loop has ended because of an error. */
  readonly onFailure: (error: MaskGateError) => void;
}

interface Look {
  readonly sighting: Sighting;
  readonly grabMs: number;
}

/** Errors of a frame, not of the engine. */
const FRAME_FAULTS: readonly ErrorCode[] = ['camera-frame-failed', 'image-empty'];
/** A camera has failed if all its frames fail for this time. */
const FAULTY_CAMERA_MS = 3000;
/** The machine slept if the wall clock went on by more than this beyond the time of the frames, ms. */
const ASLEEP_MS = 1500;

/**
 * Looks at the frames of a camera one after the other, until it is stopped or fails. An unreadable
 * frame is left out. A camera with only unreadable frames fails as `camera-frame-failed`.
 * @returns ends the loop; nothing is reported after that
 */
export function startLiveLoop(parts: LiveLoopParts): () => void {
  const { clock, frames, detector, lookOptions, onSighting, onFailure } = parts;
  let { count } = parts;
  let faultySinceMs: number | null = null;
  /** What the wall clock is ahead of the time of the frames; null before the first. */
  let aheadMs: number | null = null;
  // People from another camera or an earlier time are no longer in the picture.
  detector.startOver(count);

  return startFrameLoop<TakenFrame, Look | null>({
    clock,
    grab: () => frames.grab().catch((error) => leaveOut(error)),
    judge: async (taken) => {
      try {
        return await look(taken);
      } catch (error) {
        return leaveOut(error);
      } finally {
        taken.frame.close();
      }
    },
    release: ({ frame }) => frame.close(),
    deliver: (look) => {
      if (look) onSighting(look.sighting, look.grabMs);
    },
    fail: (error) => onFailure(toMaskGateError(error, 'engine-lost')),
  });

  async function look({ frame, takenAtMs, grabMs }: TakenFrame): Promise<Look> {
    // The time of frames stops while the machine sleeps.
    const aheadNowMs = Date.now() - takenAtMs;
    if (aheadMs !== null && aheadNowMs - aheadMs > ASLEEP_MS) detector.startOver(count);
    aheadMs = aheadNowMs;
    const sighting = await detector.look(frame, takenAtMs, lookOptions());
    faultySinceMs = null;
    count = sighting.count;
    return { sighting, grabMs };
  }

  /** @throws the error, if it is the engine's or the camera has been faulty for too long */
  function leaveOut(error: unknown): null {
    const fault = toMaskGateError(error, 'camera-frame-failed');
    if (!FRAME_FAULTS.includes(fault.code)) throw error;
    const nowMs = performance.now();
    faultySinceMs ??= nowMs;
    if (nowMs - faultySinceMs < FAULTY_CAMERA_MS) return null;
    throw new MaskGateError('camera-frame-failed', fault.message, { cause: fault });
  }
}
