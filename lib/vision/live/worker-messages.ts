import type { ErrorCode } from '../../errors.ts';
import type { Detection, DetectOptions, PixelFrame } from '../detector-types.ts';
import type { EngineInfo } from '../engine/engine.ts';
import type { EngineChoice } from '../engine/engine-choice.ts';
import type { LoadingOptions, LoadingProgress } from './live-detector.ts';

/** From the page to the worker. */
export type WorkerRequest =
  | ({ readonly type: 'open' } & Omit<LoadingOptions, 'onProgress'>)
  | {
      readonly type: 'detect';
      readonly id: number;
      /** The sender gives a bitmap or a video frame away. */
      readonly frame: ImageBitmap | VideoFrame | ImageData | PixelFrame;
      readonly options: DetectOptions;
    };

/** An error as it crosses the port, where classes are lost. */
export interface WorkerFailure {
  /** Null where something failed that nobody foresaw. */
  readonly code: ErrorCode | null;
  readonly message: string;
}

/** From the worker to the page. */
export type WorkerReply =
  | { readonly type: 'progress'; readonly progress: LoadingProgress }
  | {
      readonly type: 'ready';
      readonly engine: EngineInfo;
      readonly choice?: EngineChoice | undefined;
    }
  | ({ readonly type: 'open-failed' } & WorkerFailure)
  | { readonly type: 'detection'; readonly id: number; readonly detection: Detection }
  | ({ readonly type: 'detect-failed'; readonly id: number } & WorkerFailure);
