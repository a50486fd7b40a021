import type { FrameClock } from './frame-clock';

/** What the loop needs from outside. */
export interface FrameLoopParts<Frame, Result> {
  readonly clock: FrameClock;
  /** Takes the frame that is shown now; null where there is none yet. */
  grab(): Promise<Frame | null>;
  /** Takes the frame over; releasing it is up to the judge. */
  judge(frame: Frame): Promise<Result>;
  deliver(result: Result): void;
  /** The loop has ended by itself. */
  fail(error: unknown): void;
  /** Frees a frame that was grabbed and will not be judged. */
  release(frame: Frame): void;
}

/**
 * Judges frames one at a time. What the clock announces meanwhile is not queued: when an answer has
 * come, the frame then shown is next, so that answers are never older than one judgement.
 * Nothing is delivered and nothing fails after `stop`.
 */
export class FrameLoop<Frame, Result> {
  private running = false;
  private busy = false;
  private frameWaiting = false;
  private stopClock: (() => void) | null = null;

  constructor(private readonly parts: FrameLoopParts<Frame, Result>) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.stopClock = this.parts.clock.onFrame(() => {
      this.frameWaiting = true;
      void this.pump();
    });
  }

  stop(): void {
    this.running = false;
    this.frameWaiting = false;
    this.stopClock?.();
    this.stopClock = null;
  }

  private async pump(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      while (this.running && this.frameWaiting) {
        this.frameWaiting = false;
        await this.judgeOne();
      }
    } catch (error) {
      const wasRunning = this.running;
      this.stop();
      if (wasRunning) this.parts.fail(error);
    } finally {
      this.busy = false;
    }
  }

  private async judgeOne(): Promise<void> {
    const frame = await this.parts.grab();
    if (frame === null) return;
    if (!this.running) {
      this.parts.release(frame);
      return;
    }
    const result = await this.parts.judge(frame);
    if (this.running) this.parts.deliver(result);
  }
}
