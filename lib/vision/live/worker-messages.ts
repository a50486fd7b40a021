import type { ErrorCode } from '../../errors.ts';
import type { Detection, DetectOptions, PixelFrame } from '../detector-types.ts';
import type { EngineInfo } from '../engine/engine.ts';
import type { EngineChoice } from '../engine/engine-choice.ts';
import type { LoadingOptions, LoadingProgress, LookOptions, Sighting } from './live-detector.ts';

/** Frames that can be sent to a worker. The sender transfers a bitmap or a video frame. */
export type SentFrame = ImageBitmap | VideoFrame | ImageData | PixelFrame;

/** From the page to the worker. */
export type WorkerRequest =
  | ({ readonly type: 'open' } & Omit<LoadingOptions, 'onProgress'>)
  | { readonly type: 'start-over'; readonly count: number }
  | FrameRequest;

/** A request about a frame. The answer has the same id. */
export type FrameRequest = DetectRequest | LookRequest;

export interface DetectRequest {
  readonly type: 'detect';
  readonly id: number;
  readonly frame: SentFrame;
  readonly options: DetectOptions;
}

export interface LookRequest {
  readonly type: 'look';
  readonly id: number;
  readonly frame: SentFrame;
  readonly takenAtMs: number;
  readonly options: LookOptions;
}

/** An error in messages, which lose its class. */
export interface WorkerFailure {
  readonly code: ErrorCode;
  readonly message: string;
}

/** From the worker to the page. */
export type WorkerReply =
  | { readonly type: 'progress'; readonly progress: LoadingProgress }
  | ({ readonly type: 'ready' } & WorkerOpened)
  | ({ readonly type: 'open-failed' } & WorkerFailure)
  | { readonly type: 'found'; readonly id: number; readonly faces: number }
  | { readonly type: 'answer'; readonly id: number; readonly answer: Detection | Sighting }
  | ({ readonly type: 'frame-failed'; readonly id: number } & WorkerFailure);

/** Facts about a detector that is ready. */
export interface WorkerOpened {
  readonly engine: EngineInfo;
  readonly choice?: EngineChoice | undefined;
  /** Time of one frame in the warm-up, ms. */
  readonly frameMs: number;
}
