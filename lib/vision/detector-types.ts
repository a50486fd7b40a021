import type { Box, Point, Size } from '../geometry.ts';
import type { FrameStage } from '../stages.ts';
import type { FramePlanes } from './frame/frame-planes.ts';
import type { Scores, Verdict, WornWay } from './labels.ts';

/** Raw pixels, RGBA, rows from the top, as in ImageData. */
export interface PixelFrame extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A picture. `detect` reads it before it first yields, and does not keep it. */
export type Frame =
  | PixelFrame
  | FramePlanes
  | ImageBitmap
  | ImageData
  | OffscreenCanvas
  | HTMLCanvasElement
  | HTMLVideoElement
  | HTMLImageElement;

/** A found face. `JudgedFace` adds what it wears, `Person` adds who it is over time. */
export interface FoundFace {
  /** Frame pixels, clipped to the frame. */
  readonly box: Box;
  /** The finder's confidence that this is a face, 0 to 1. */
  readonly faceScore: number;
  /**
   * Frame pixels: the eye on the left of the picture, the eye on the right, nose, mouth, ears. The
   * error is up to a sixth of the face's width, because our training of BlazeFace does not train
   * them.
   */
  readonly landmarks?: readonly Point[];
}

/** A found face with what it wears. */
export interface JudgedFace extends FoundFace {
  readonly label: Verdict;
  /** Calibrated probability of the label, or, when unsure, of the likeliest label, 0 to 1. */
  readonly confidence: number;
  readonly scores: Scores;
  /** Calibrated probability of a face, from both networks, 0 to 1. */
  readonly isFace: number;
  /** How the mask is worn, for `incorrect_mask`, where the way is certain enough. */
  readonly worn?: WornWay;
}

/**
 * Time of each stage, ms. WebAssembly computes synchronously, so each figure covers its own stage.
 * A GPU works through a queue: `find` and `judge` end when their answer is read and include all
 * earlier work in the queue, so only the sum is meaningful.
 */
export type StageTimesMs = Readonly<Record<Exclude<FrameStage, 'draw'>, number>>;

export interface Detection {
  /** Size of the frame that the boxes refer to, px. */
  readonly frame: Size;
  readonly faces: readonly JudgedFace[];
  readonly times: StageTimesMs;
}

/**
 * `whole` looks at the frame once, for live pictures. `zoomed` is for photographs: it also looks at
 * overlapping tiles, twice at faces in doubt and, where nothing is certain or a face is large, at the
 * rotated frame.
 */
export type Search = 'whole' | 'zoomed';

export interface DetectOptions {
  /** Lowest finder score of a face, 0 to 1. Where absent, the published model's own. */
  readonly faceThreshold?: number;
  /** Default `whole`. */
  readonly search?: Search;
  /** Most faces to judge, highest score first, 1 to 1001. Default 16. */
  readonly maxFaces?: number;
}

/** Judges the faces of a picture. It has no memory. */
export interface Detector {
  /**
   * @throws MaskGateError `image-empty` for a frame without pixels, `engine-lost` if the graphics
   * device is lost
   */
  detect(frame: Frame, options?: DetectOptions): Promise<Detection>;
  dispose(): void;
}
