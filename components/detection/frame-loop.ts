import type { FrameClock } from './frame-clock';

/** The functions that the loop calls. */
interface FrameLoopParts<Frame, Result> {
  readonly clock: FrameClock;
  /** Takes the current frame; null where there is none yet. */
  grab(): Promise<Frame | null>;
  /** Judges a frame and releases it. */
  judge(frame: Frame): Promise<Result>;
  deliver(result: Result): void;
  /** The loop has ended because of an error. */
  fail(error: unknown): void;
  /** Frees a frame that will not be judged. */
  release(frame: Frame): void;
}

/**
 * Judges frames one at a time until it is stopped or fails. Frames are not queued: after an answer
 * the loop takes the current frame, so that no answer is older than one judgement.
 * @returns ends the loop; no callback runs after that
 */
export function startFrameLoop<Frame, Result>(parts: FrameLoopParts<Frame, Result>): () => void {
  let running = true;
  let busy = false;
  let frameWaiting = false;

  const stopClock = parts.clock.onFrame(() => {
    frameWaiting = true;
    if (!busy) void judgeWaiting();
  });

  function stop(): void {
    running = false;
    stopClock();
  }

  async function judgeWaiting(): Promise<void> {
    busy = true;
    try {
      while (running && frameWaiting) {
        frameWaiting = false;
        await judgeOne();
      }
    } catch (error) {
      if (!running) return;
      stop();
      parts.fail(error);
    } finally {
      busy = false;
    }
  }

  async function judgeOne(): Promise<void> {
    const frame = await parts.grab();
    if (frame === null) return;
    if (!running) {
      parts.release(frame);
      return;
    }
    const result = await parts.judge(frame);
    if (running) parts.deliver(result);
  }

  return stop;
}
