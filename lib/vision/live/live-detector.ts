import type { Size } from '../../geometry.ts';
import type { Person } from '../../people/people.ts';
import type { Detection, DetectOptions, Detector, Frame, StageTimesMs } from '../detector-types.ts';
import type { EnginePreference } from '../engine/backends.ts';
import type { EngineInfo } from '../engine/engine.ts';
import type { EngineChoice } from '../engine/engine-choice.ts';
import type { Download } from '../model/model-reader.ts';

/** Progress of opening a detector. */
export type LoadingProgress =
  | { readonly stage: 'engine' }
  | ({ readonly stage: 'download' } & Download)
  | { readonly stage: 'compile'; readonly done: number; readonly total: number };

export interface LoadingOptions {
  readonly preference: EnginePreference;
  /** Address of the models folder. Its path ends with a slash. */
  readonly modelsUrl: string;
  /** The stored choice of an earlier visit. */
  readonly remembered?: EngineChoice | undefined;
  readonly onProgress: (progress: LoadingProgress) => void;
}

/** Includes frames of a camera. */
export type LiveFrame = Frame | VideoFrame;

export type LookOptions = Pick<DetectOptions, 'faceThreshold'>;

/** Memory of TensorFlow.js. */
export interface MemoryUse {
  readonly tensors: number;
  readonly bytes: number;
}

/** The result of one frame of a camera. */
export interface Sighting {
  /** Size of the frame that the boxes refer to, px. */
  readonly frame: Size;
  /** People in the picture, in order of their arrival. */
  readonly people: readonly Person[];
  /** Number of people seen so far. */
  readonly count: number;
  /** Number of tracked faces, including faces that are not yet a person. */
  readonly facesFollowed: number;
  /**
   * Number of gaps so far. When it has changed, a person where somebody stood in the last sighting may be
   * another one.
   */
  readonly gaps: number;
  readonly times: StageTimesMs;
  readonly memory: MemoryUse;
}

/** A detector that is warmed up, knows its engine, and recognises people from frame to frame. */
export interface LiveDetector extends Detector {
  readonly engine: EngineInfo;
  /** The choice of the engine, to be stored; absent for an engine that was asked for by name. */
  readonly choice?: EngineChoice | undefined;
  detect(frame: LiveFrame, options?: DetectOptions): Promise<Detection>;
  /**
   * Looks at the next frame of a camera. A bitmap or video frame is transferred.
   * @param takenAtMs when the frame was taken. It increases from call to call. After a gap (more than
   * 1.5 s, and more than twice the shorter of the two steps before) nobody is recognised.
   * @throws MaskGateError `camera-frame-failed` for an unreadable frame, `engine-lost`
   */
  look(frame: LiveFrame, takenAtMs: number, options?: LookOptions): Promise<Sighting>;
  /** Forgets the people in the picture. @param count number of people seen so far */
  startOver(count: number): void;
}
