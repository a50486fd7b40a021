import * as tf from '@tensorflow/tfjs';
import { MaskGateError } from '../../errors.ts';
import { createDetector } from '../detector.ts';
import type { Detection, DetectOptions, Detector, Frame } from '../detector-types.ts';
import { onEngineLost } from '../engine/engine.ts';
import { choiceKey, type EngineChoice } from '../engine/engine-choice.ts';
import { type OpenEngine, openEngine, openFastest } from '../engine/open-engine.ts';
import { warmUp } from '../engine/warm-up.ts';
import { createPixelReader } from '../frame/pixel-reader.ts';
import type { ReadFile } from '../model/model-files.ts';
import { keepFiles, modelReader } from '../model/model-reader.ts';
import { modelsVersion } from '../model/models.ts';
import type { LiveDetector, LiveFrame, LoadingOptions } from './live-detector.ts';

/**
 * Engine, models and warm-up on the thread that calls: a worker, or the page itself where workers
 * fail.
 * @throws MaskGateError `engine-unavailable`, `model-missing`, `model-invalid`
 */
export async function openLocalDetector(options: LoadingOptions): Promise<LiveDetector> {
  const { modelsUrl, onProgress } = options;
  onProgress({ stage: 'engine' });
  const read = keepFiles(
    modelReader(modelsUrl, (download) => onProgress({ stage: 'download', ...download })),
  );
  const { engine, models, choice } = await open(options, read);
  const detector = createDetector(models);
  await warmUp(detector, engine.backend, (done, total) =>
    onProgress({ stage: 'compile', done, total }),
  );
  return { engine, ...(choice && { choice }), ...guard(detector, engine.backend === 'wasm') };
}

/** The engine asked for, else the one that was the fastest before, else the one that is now. */
async function open(
  { preference, remembered, onProgress }: LoadingOptions,
  read: ReadFile,
): Promise<OpenEngine & { choice?: EngineChoice }> {
  if (preference !== 'auto') return openEngine(preference, read);
  const key = choiceKey(await modelsVersion(read));
  if (remembered?.key === key) {
    const { backend, threads } = remembered.engine;
    const opened = await openEngine(backend, read, threads).catch(() => null);
    if (opened) return { ...opened, choice: remembered };
  }
  const opened = await openFastest(read, (done, total) =>
    onProgress({ stage: 'compile', done, total }),
  );
  return { ...opened, choice: { key, engine: opened.engine } };
}

/** Pixels where the engine wants them, failures by their codes, and what memory is in use. */
function guard(detector: Detector, onProcessor: boolean): Pick<LiveDetector, 'detect' | 'dispose'> {
  let lost: MaskGateError | null = null;
  const waiting = new Set<(error: MaskGateError) => void>();
  onEngineLost(() => {
    lost = new MaskGateError('engine-lost', 'The graphics context was taken away');
    for (const reject of waiting) reject(lost);
  });
  /** Work that was under way when the graphics context went may never end: the loss ends it. */
  const orLost = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      work.then(resolve, reject).finally(() => waiting.delete(reject));
    });
  const readPixels = createPixelReader();
  const prepare = async (frame: LiveFrame): Promise<Frame> => {
    if (isVideoFrame(frame)) return onProcessor ? readPixels(frame) : createImageBitmap(frame);
    return onProcessor && isBitmap(frame) ? readPixels(frame) : frame;
  };

  async function detect(frame: LiveFrame, options?: DetectOptions): Promise<Detection> {
    if (lost) throw lost;
    try {
      const startedAt = performance.now();
      const prepared = await prepare(frame);
      const preparedMs = performance.now() - startedAt;
      const { times, ...detection } = await orLost(detector.detect(prepared, options));
      const { numTensors: tensors, numBytes: bytes } = tf.memory();
      const grab = times.grab + preparedMs;
      return { ...detection, times: { ...times, grab }, memory: { tensors, bytes } };
    } catch (cause) {
      if (cause instanceof MaskGateError) throw cause;
      throw new MaskGateError('engine-lost', `The engine failed: ${String(cause)}`, { cause });
    }
  }
  return { detect, dispose: () => detector.dispose() };
}

function isBitmap(frame: LiveFrame): frame is ImageBitmap {
  return typeof ImageBitmap !== 'undefined' && frame instanceof ImageBitmap;
}

function isVideoFrame(frame: LiveFrame): frame is VideoFrame {
  return typeof VideoFrame !== 'undefined' && frame instanceof VideoFrame;
}
