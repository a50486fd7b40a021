import type { Box, Point, Size } from '../geometry.ts';
import type { FrameStage } from '../stages.ts';
import type { FramePlanes } from './frame/frame-planes.ts';
import type { Scores, Verdict, WornWay } from './labels.ts';

/** Raw pixels, RGBA, rows from the top, as ImageData holds them and as Node can make them. */
export interface PixelFrame extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** A picture to look at. It is read before `detect` first yields, and not kept. */
export type Frame =
  | PixelFrame
  | FramePlanes
  | ImageBitmap
  | ImageData
  | OffscreenCanvas
  | HTMLCanvasElement
  | HTMLVideoElement
  | HTMLImageElement;

/** A face that was found. A `JudgedFace` adds what it wears, a `Person` who it is over time. */
export interface FoundFace {
  /** Frame pixels, clipped to the frame. */
  readonly box: Box;
  /** The finder's confidence that this is a face, 0 to 1. */
  readonly faceScore: number;
  /**
   * Frame pixels: the eye on the picture's left, the one on its right, nose, mouth, ears. Off by up to a
   * sixth of the face's width: our own training of BlazeFace does not train them.
   */
  readonly landmarks?: readonly Point[];
}

/** A found face with what it wears. */
export interface JudgedFace extends FoundFace {
  readonly label: Verdict;
  /** Calibrated probability that the box shows a face of the class named, or when unsure of the likeliest, 0 to 1. */
  readonly confidence: number;
  readonly scores: Scores;
  /** Calibrated probability that the box shows a face at all, by both networks, 0 to 1. */
  readonly isFace: number;
  /** How the mask is worn, where the label is `incorrect_mask` and the way is sure enough. */
  readonly worn?: WornWay;
}

/**
 * Milliseconds that each stage took. WebAssembly computes when it is called, so each figure is that stage's
 * own. A GPU works through a queue: `find` and `judge` end with reading their answer and hold all that was
 * queued before, so there only the sum says something.
 */
export type StageTimesMs = Readonly<Record<Exclude<FrameStage, 'draw'>, number>>;

export interface Detection {
  /** Size of the frame that the boxes refer to, px. */
  readonly frame: Size;
  readonly faces: readonly JudgedFace[];
  readonly times: StageTimesMs;
}

/**
 * `whole` looks at the frame once: for live pictures. `zoomed` looks at overlapping tiles too, twice at faces
 * that leave doubt and, where nothing is certain, at the frame turned: for photographs, which no next frame
 * follows.
 */
export type Search = 'whole' | 'zoomed';

export interface DetectOptions {
  /** Lowest finder score taken for a face, 0 to 1; the published model's own where absent. */
  readonly faceThreshold?: number;
  /** Default `whole`. */
  readonly search?: Search;
  /** Most faces judged, strongest first, 1 to 1001. Default 16. */
  readonly maxFaces?: number;
}

/** Picture in, judged faces out; what was seen before does not matter. */
export interface Detector {
  /**
   * @throws MaskGateError `image-empty` for a frame without pixels, `engine-lost` where the graphics card
   * was taken away.
   */
  detect(frame: Frame, options?: DetectOptions): Promise<Detection>;
  dispose(): void;
}
