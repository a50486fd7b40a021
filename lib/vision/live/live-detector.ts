import type { Detection, DetectOptions, Detector, Frame } from '../detector-types.ts';
import type { EnginePreference } from '../engine/backends.ts';
import type { EngineInfo } from '../engine/engine.ts';
import type { EngineChoice } from '../engine/engine-choice.ts';
import type { Download } from '../model/model-reader.ts';

/** How far a detector is on its way; a picture of it is up to the caller. */
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

/** What a camera gives, too. */
export type LiveFrame = Frame | VideoFrame;

/** A detector that is warmed up and says what it runs on. */
export interface LiveDetector extends Detector {
  readonly engine: EngineInfo;
  /** What to remember of how the engine was chosen; absent where it was asked for by name. */
  readonly choice?: EngineChoice | undefined;
  detect(frame: LiveFrame, options?: DetectOptions): Promise<Detection>;
}
