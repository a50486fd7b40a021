import { isBlack } from './darkness.ts';
import { isNoise, type PictureSamples } from './noise.ts';

/**
 * What is wrong with the picture of a camera that is on. `frozen`: no new pictures come, or the system has
 * muted the camera. `black`: a closed shutter, a covered lens. `noise`: a broken cable or driver.
 */
export type PictureTrouble = 'frozen' | 'black' | 'noise';

/** What can be told of a camera's picture at one moment. */
export interface PictureLook {
  readonly nowMs: number;
  /** When the last new picture came; null before the first. */
  readonly lastFrameMs: number | null;
  /** As the camera's track says. */
  readonly muted: boolean;
  /** Null where there is no picture to sample. */
  readonly samples: PictureSamples | null;
}

/** A camera that has sent no picture for this time, ms, is frozen. */
const FROZEN_AFTER_MS = 2000;
/** A camera that is starting may take this time, ms, for its first picture. */
const FIRST_FRAME_MS = 6000;
/** A picture that is black or noise for this time, ms, stays so: a camera adjusts itself within it. */
const UNUSABLE_AFTER_MS = 2500;

/** Watches over a camera's picture. To be shown it about twice a second. */
export class PictureWatch {
  private startedMs: number | null = null;
  private before: PictureSamples | null = null;
  /** What has been wrong since when, though perhaps not for long enough to be told. */
  private suspicion: { readonly trouble: PictureTrouble; readonly sinceMs: number } | null = null;

  /** @returns what is wrong; null while nothing is */
  look({ nowMs, lastFrameMs, muted, samples }: PictureLook): PictureTrouble | null {
    this.startedMs ??= nowMs;
    const untilFrozenMs = lastFrameMs === null ? FIRST_FRAME_MS : FROZEN_AFTER_MS;
    const frozen = nowMs - (lastFrameMs ?? this.startedMs) >= untilFrozenMs;
    const content = samples && this.contentTrouble(samples);
    this.before = samples;
    if (frozen) return 'frozen';
    return this.lasting(muted ? 'frozen' : content, nowMs);
  }

  private contentTrouble(samples: PictureSamples): PictureTrouble | null {
    if (isBlack(samples.data)) return 'black';
    return this.before && isNoise(samples, this.before) ? 'noise' : null;
  }

  private lasting(trouble: PictureTrouble | null, nowMs: number): PictureTrouble | null {
    if (trouble !== this.suspicion?.trouble) {
      this.suspicion = trouble && { trouble, sinceMs: nowMs };
    }
    if (!this.suspicion) return null;
    return nowMs - this.suspicion.sinceMs >= UNUSABLE_AFTER_MS ? this.suspicion.trouble : null;
  }
}
