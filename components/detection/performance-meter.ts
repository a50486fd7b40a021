import { type FrameStage, perStage } from '@/lib/stages';

/** Mean time of each stage, ms. */
type FrameTimesMs = Readonly<Record<FrameStage, number>>;

export interface Figures {
  readonly framesPerSecond: number;
  readonly timesMs: FrameTimesMs;
}

interface Sample {
  readonly atMs: number;
  readonly timesMs: FrameTimesMs;
}

/** Figures cover the frames of this time. */
const WINDOW_MS = 2000;

/** Frames a second and the time of each stage over the last two seconds. */
export class PerformanceMeter {
  private samples: Sample[] = [];

  add(atMs: number, timesMs: FrameTimesMs): void {
    this.samples.push({ atMs, timesMs });
    // Keeps at least two: a very slow machine would otherwise have no figures.
    while (this.samples.length > 2 && atMs - (this.samples[0]?.atMs ?? atMs) > WINDOW_MS) {
      this.samples.shift();
    }
  }

  /** Null before the second frame. */
  figures(): Figures | null {
    const [first, last] = [this.samples[0], this.samples.at(-1)];
    if (!first || !last || last.atMs <= first.atMs) return null;
    const mean = (stage: FrameStage) =>
      this.samples.reduce((sum, { timesMs }) => sum + timesMs[stage], 0) / this.samples.length;
    return {
      framesPerSecond: ((this.samples.length - 1) * 1000) / (last.atMs - first.atMs),
      timesMs: perStage(mean),
    };
  }
}
