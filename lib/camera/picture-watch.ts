import { isBlack } from './darkness.ts';
import { isNoise, type PictureSamples } from './noise.ts';

/**
 * The problem with the picture of a running camera. `frozen`: no new frames, or muted by the
 * system. `black`: a closed shutter, a covered lens. `noise`: a broken cable or driver.
 */
export type PictureTrouble = 'frozen' | 'black' | 'noise';

/** The state of a camera's picture at one moment. */
export interface PictureLook {
  readonly nowMs: number;
  /** Time of the latest new frame; null before the first. */
  readonly lastFrameMs: number | null;
  /** `muted` of the camera's track. */
  readonly muted: boolean;
  /** Null without a picture. */
  readonly samples: PictureSamples | null;
}

/** A camera without new frames for this time is frozen. */
const FROZEN_AFTER_MS = 2000;
/** A starting camera may take this time for its first frame. */
const FIRST_FRAME_MS = 6000;
/** Longest time between two looks that counts: a page that stood still saw no frames either. */
const LONGEST_STEP_MS = 1000;
/** A picture that is black or noise for this time stays so: a camera adjusts within it. */
const UNUSABLE_AFTER_MS = 2500;

/** Watches the picture of a camera. `look` is called about twice a second. */
export class PictureWatch {
  private lookedMs: number | null = null;
  private lastFrameMs: number | null = null;
  /** Time without a new frame, ms. */
  private withoutMs = 0;
  private before: PictureSamples | null = null;
  /** The current problem and its start. It may be too short to report. */
  private suspicion: { readonly trouble: PictureTrouble; readonly sinceMs: number } | null = null;

  /** @returns the problem; null for none */
  look({ nowMs, lastFrameMs, muted, samples }: PictureLook): PictureTrouble | null {
    const stepMs = Math.min(LONGEST_STEP_MS, nowMs - (this.lookedMs ?? nowMs));
    this.withoutMs = lastFrameMs === this.lastFrameMs ? this.withoutMs + stepMs : 0;
    this.lookedMs = nowMs;
    this.lastFrameMs = lastFrameMs;
    const frozen = this.withoutMs >= (lastFrameMs === null ? FIRST_FRAME_MS : FROZEN_AFTER_MS);
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
