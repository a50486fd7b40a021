import type { Box, Size } from '../geometry.ts';
import type { Scores, Verdict } from './labels.ts';

/** Raw pixels, RGBA, rows from the top, as ImageData holds them and as Node can make them. */
export interface PixelFrame extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One picture to judge. Read once, before `detect` first yields, and never kept. */
export type Frame =
  | PixelFrame
  | ImageBitmap
  | ImageData
  | OffscreenCanvas
  | HTMLCanvasElement
  | HTMLVideoElement
  | HTMLImageElement;

export interface JudgedFace {
  /** Unmirrored frame pixels, clipped to the frame. */
  readonly box: Box;
  /** The finder's own confidence that this is a face, 0 to 1. */
  readonly faceScore: number;
  readonly label: Verdict;
  /** Calibrated probability of the strongest face class among the face classes, 0 to 1. */
  readonly confidence: number;
  readonly scores: Scores;
}

/** Milliseconds a stage took, for display; engines run ahead, so the sum counts, not the parts. */
export interface StageTimesMs {
  readonly grab: number;
  readonly find: number;
  readonly judge: number;
}

export interface Detection {
  /** Size of the frame that the boxes refer to, px. */
  readonly frame: Size;
  readonly faces: readonly JudgedFace[];
  readonly times: StageTimesMs;
}

export interface DetectOptions {
  /** Lowest finder score taken for a face, 0 to 1; the published model's own where absent. */
  readonly faceThreshold?: number;
  /**
   * `whole` looks at the frame once, for live pictures; `zoomed` also at overlapping tiles, for
   * stills with small faces. Default `whole`.
   */
  readonly search?: 'whole' | 'zoomed';
  /** At most so many faces, strongest first, 1 to 64. Default 16. */
  readonly maxFaces?: number;
}

/** Picture in, judged faces out. */
export interface Detector {
  /**
   * @throws MaskGateError `image-empty` for a frame without pixels, `engine-lost` when the
   * accelerator went away.
   */
  detect(frame: Frame, options?: DetectOptions): Promise<Detection>;
  dispose(): void;
}
