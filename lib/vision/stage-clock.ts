import type { StageTimesMs } from './detector-types.ts';

type Stage = keyof StageTimesMs;

/** Measures the stages of a frame, one after the other. A repeated stage adds to its time. */
export class StageClock {
  private readonly ms: Record<Stage, number> = { grab: 0, find: 0, crop: 0, judge: 0 };
  private sinceMs = performance.now();

  /** Ends a stage. The next one begins. */
  end(stage: Stage): void {
    const nowMs = performance.now();
    this.ms[stage] += nowMs - this.sinceMs;
    this.sinceMs = nowMs;
  }

  times(): StageTimesMs {
    return { ...this.ms };
  }
}
