import type { Box, Point, Size } from '../geometry.ts';
import type { FrameStage } from '../stages.ts';
import type { FramePlanes } from './frame/frame-planes.ts';
import type { Scores, Verdict, WornWay } from './labels.ts';

/** Raw pixels, RGBA, rows from the top, as ImageData holds them and as Node can make them. */
export interface PixelFrame extends Size {
  readonly data: Uint8Array | Uint8ClampedArray;
}

/** One picture to judge. Read once, before `detect` first yields, and never kept. */
export type Frame =
  | PixelFrame
  | FramePlanes
  | ImageBitmap
  | ImageData
  | OffscreenCanvas
  | HTMLCanvasElement
  | HTMLVideoElement
  | HTMLImageElement;

export interface FoundFace {
  /** Unmirrored frame pixels, clipped to the frame. */
  readonly box: Box;
  /** The finder's own confidence that this is a face, 0 to 1. */
  readonly faceScore: number;
  /**
   * Frame pixels: the eye on the picture's left, the one on its right, nose, mouth, ears. Trained with
   * BlazeFace and not with our own training of it, hence within a sixth of the face's width or so.
   */
  readonly landmarks?: readonly Point[];
}

export interface JudgedFace extends FoundFace {
  readonly label: Verdict;
  /** Calibrated probability, among the face classes, of the one named or when unsure of the likeliest, 0 to 1. */
  readonly confidence: number;
  readonly scores: Scores;
  /** How the mask is worn, where the label is `incorrect_mask` and the way is sure enough. */
  readonly worn?: WornWay;
}

/**
 * Milliseconds a stage took, for display. WebAssembly computes while it is asked, so each figure is
 * that stage's own. A GPU works off a queue: `find` and `judge` end with reading their answer and hold
 * all that was queued before it, so there `grab` and `crop` say only how long it took to queue them,
 * and the sum counts, not the parts.
 */
export type StageTimesMs = Readonly<Record<Exclude<FrameStage, 'draw'>, number>>;

export interface MemoryUse {
  readonly tensors: number;
  readonly bytes: number;
}

export interface Detection {
  /** Size of the frame that the boxes refer to, px. */
  readonly frame: Size;
  readonly faces: readonly JudgedFace[];
  /** Faces found that the plan left for a later frame; absent where there was no plan. */
  readonly unjudged?: readonly FoundFace[];
  /** What the finder took for a face and the classifier did not; absent where there was no plan. */
  readonly dismissed?: readonly FoundFace[];
  readonly times: StageTimesMs;
  /** What TensorFlow.js holds after the frame; absent where nobody looked. */
  readonly memory?: MemoryUse;
}

/** Which of the faces found in a frame are judged. What is nowhere expected is judged first. */
export interface JudgingPlan {
  readonly expected: readonly ExpectedFace[];
  /** At most so many faces are judged, those that have waited longest. */
  readonly mostFaces: number;
}

export interface ExpectedFace {
  /** Unmirrored frame pixels. */
  readonly box: Box;
  /** For how long its judgement has been due, ms; it is not judged where this is not above 0. */
  readonly overdueMs: number;
}

/**
 * `whole` looks at the frame once, for live pictures; `zoomed` also at overlapping tiles and twice
 * at faces that leave doubt, for stills with small faces, of which there is no next frame.
 */
export type Search = 'whole' | 'zoomed';

export interface DetectOptions {
  /** Lowest finder score taken for a face, 0 to 1; the published model's own where absent. */
  readonly faceThreshold?: number;
  /** Default `whole`. */
  readonly search?: Search;
  /** At most so many faces, strongest first, 1 to 64. Default 16. */
  readonly maxFaces?: number;
  /** Every face is judged where absent. */
  readonly plan?: JudgingPlan;
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
