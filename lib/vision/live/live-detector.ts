import type { Size } from '../../geometry.ts';
import type { Person } from '../../people/people.ts';
import type { Detection, DetectOptions, Detector, Frame, StageTimesMs } from '../detector-types.ts';
import type { EnginePreference } from '../engine/backends.ts';
import type { EngineInfo } from '../engine/engine.ts';
import type { EngineChoice } from '../engine/engine-choice.ts';
import type { Download } from '../model/model-reader.ts';

/** How far the opening of a detector has come. */
export type LoadingProgress =
  | { readonly stage: 'engine' }
  | ({ readonly stage: 'download' } & Download)
  | { readonly stage: 'compile'; readonly done: number; readonly total: number };

export interface LoadingOptions {
  readonly preference: EnginePreference;
  /** Address of the models folder, its path with a slash at its end. */
  readonly modelsUrl: string;
  /** What was remembered of an earlier choice. */
  readonly remembered?: EngineChoice | undefined;
  readonly onProgress: (progress: LoadingProgress) => void;
}

/** A frame of a camera, too. */
export type LiveFrame = Frame | VideoFrame;

export type LookOptions = Pick<DetectOptions, 'faceThreshold'>;

/** What TensorFlow.js holds. */
export interface MemoryUse {
  readonly tensors: number;
  readonly bytes: number;
}

/** What one look at a camera's frame gives. */
export interface Sighting {
  /** Size of the frame that the boxes refer to, px. */
  readonly frame: Size;
  /** In the picture now, in the order in which they came. */
  readonly people: readonly Person[];
  /** People seen so far. */
  readonly count: number;
  /** Faces that are followed, also those that are nobody's yet. */
  readonly facesFollowed: number;
  readonly times: StageTimesMs;
  readonly memory: MemoryUse;
}

/** A detector that is warmed up, says what it runs on, and knows people again from frame to frame. */
export interface LiveDetector extends Detector {
  readonly engine: EngineInfo;
  /** What to remember of how the engine was chosen; absent where it was asked for by name. */
  readonly choice?: EngineChoice | undefined;
  detect(frame: LiveFrame, options?: DetectOptions): Promise<Detection>;
  /**
   * Looks at the next frame of a camera. A bitmap or video frame is given away.
   * @param takenAtMs when it was taken; must rise from call to call. Longer than 1.5 s after the frame before,
   * nobody is known again.
   * @throws MaskGateError `camera-frame-failed` for a frame that cannot be read, `engine-lost`
   */
  look(frame: LiveFrame, takenAtMs: number, options?: LookOptions): Promise<Sighting>;
  /** Forgets who is in the picture. @param count people seen so far; the next one is the one after */
  startOver(count: number): void;
}
