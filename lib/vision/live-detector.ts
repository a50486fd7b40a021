import type { Detector } from './detector-types.ts';
import type { EngineInfo, EnginePreference } from './engine.ts';
import type { Download } from './model-reader.ts';

/** How far a detector is on its way; a picture of it is up to the caller. */
export type LoadingProgress =
  | { readonly stage: 'engine' }
  | ({ readonly stage: 'download' } & Download)
  | { readonly stage: 'compile'; readonly done: number; readonly total: number };

export interface LoadingOptions {
  readonly preference: EnginePreference;
  /** Address of the models folder, with a slash at its end. */
  readonly modelsUrl: string;
  readonly onProgress: (progress: LoadingProgress) => void;
}

/** A detector that is warmed up and says what it runs on. */
export interface LiveDetector extends Detector {
  readonly engine: EngineInfo;
}
