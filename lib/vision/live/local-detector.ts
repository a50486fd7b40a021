import { MaskGateError, toMaskGateError } from '../../errors.ts';
import { detect } from '../detector.ts';
import type { Detection, DetectOptions, Frame } from '../detector-types.ts';
import { type EngineInfo, onEngineLost } from '../engine/engine.ts';
import { choiceKey, type EngineChoice } from '../engine/engine-choice.ts';
import { type LiveEngine, openEngine, openFastest } from '../engine/open-engine.ts';
import { warmUp } from '../engine/warm-up.ts';
import { createPixelReader } from '../frame/pixel-reader.ts';
import type { ReadFile } from '../model/model-files.ts';
import { keepFiles, modelReader } from '../model/model-reader.ts';
import { beginDownload, disposeModels, modelsVersion } from '../model/models.ts';
import { type Networks, openNetworks } from '../steps.ts';
import { detectLimitMs, type FrameLimit, lookLimitMs, startFrameLimit } from './frame-limit.ts';
import type {
  LiveDetector,
  LiveFrame,
  LoadingOptions,
  LookOptions,
  Sighting,
} from './live-detector.ts';
import { LiveSession } from './look.ts';

/**
 * Opens engine and models and warms them up on the calling thread: a worker's, or the page's where
 * workers fail.
 * @throws MaskGateError `engine-unavailable`, `model-missing`, `model-invalid`, `model-stalled`
 */
export async function openLocalDetector(options: LoadingOptions): Promise<LocalDetector> {
  let isOpening = true;
  // A download goes on when no engine starts: its progress would cover the failure.
  const onProgress: LoadingOptions['onProgress'] = (progress) => {
    if (isOpening) options.onProgress(progress);
  };
  try {
    return await openWithModels({ ...options, onProgress });
  } finally {
    isOpening = false;
  }
}

async function openWithModels(options: LoadingOptions): Promise<LocalDetector> {
  const { modelsUrl, onProgress } = options;
  onProgress({ stage: 'engine' });
  const read = keepFiles(
    modelReader(modelsUrl, (download) => onProgress({ stage: 'download', ...download })),
  );
  // The device's engines are tried while the models come.
  beginDownload(read);
  const { engine, models, size, choice } = await open(options, read);
  const networks = openNetworks(models, { wholeSize: size });
  const frameMs = await warmUp(networks, (done, total) =>
    onProgress({ stage: 'compile', done, total }),
  );
  return new LocalDetector(networks, engine, frameMs, choice);
}

/** The engine that was asked for, else the stored choice, else the fastest by measurement. */
async function open(
  { preference, remembered, onProgress }: LoadingOptions,
  read: ReadFile,
): Promise<LiveEngine & { choice?: EngineChoice }> {
  if (preference !== 'auto') return openEngine(preference, read);
  const key = await choiceKey(await modelsVersion(read));
  if (remembered?.key === key) {
    const { engine, size } = remembered;
    const opened = await openEngine(engine.backend, read, engine.threads, size).catch(() => null);
    if (opened) return { ...opened, choice: remembered };
  }
  const opened = await openFastest(read, (done, total) =>
    onProgress({ stage: 'compile', done, total }),
  );
  return { ...opened, choice: { key, engine: opened.engine, size: opened.size } };
}

/** A detector on the calling thread. It reads pixels into the memory that the engine needs. */
export class LocalDetector implements LiveDetector {
  private readonly session: LiveSession;
  private readonly onProcessor: boolean;
  private readonly readPixels = createPixelReader();
  /** Why the engine can no longer be used. */
  private lost: MaskGateError | null = null;
  private readonly waiting = new Set<(error: MaskGateError) => void>();

  /** @param frameMs time of one frame in the warm-up */
  constructor(
    private readonly networks: Networks,
    readonly engine: EngineInfo,
    readonly frameMs: number,
    readonly choice?: EngineChoice,
  ) {
    this.session = new LiveSession(networks);
    this.onProcessor = engine.backend === 'wasm';
    onEngineLost(() =>
      this.lose(new MaskGateError('engine-lost', 'The graphics context was taken away')),
    );
  }

  /** @param onFound told how many faces are judged next */
  async detect(
    frame: LiveFrame,
    options: DetectOptions = {},
    onFound?: (faces: number) => void,
  ): Promise<Detection> {
    return this.withPixels(frame, detectLimitMs(this.frameMs), (pixels, { renew }) =>
      detect(this.networks, pixels, options, (faces) => {
        renew(detectLimitMs(this.frameMs, faces));
        onFound?.(faces);
      }),
    );
  }

  async look(frame: LiveFrame, takenAtMs: number, options: LookOptions = {}): Promise<Sighting> {
    const limitMs = lookLimitMs(this.frameMs);
    return this.withPixels(frame, limitMs, (pixels) =>
      this.session.look(pixels, takenAtMs, options),
    );
  }

  startOver(count: number): void {
    this.session.startOver(count);
  }

  dispose(): void {
    disposeModels(this.networks.models);
  }

  /** Reads a frame and processes it. The time for reading counts as `grab`. */
  private async withPixels<T extends Detection | Sighting>(
    frame: LiveFrame,
    limitMs: number,
    work: (pixels: Frame, limit: FrameLimit) => Promise<T>,
  ): Promise<T> {
    if (this.lost) throw this.lost;
    const started = performance.now();
    const pixels = await this.readFrame(frame);
    const readMs = performance.now() - started;
    try {
      const { times, ...answer } = await this.orLost(limitMs, (limit) => work(pixels, limit));
      return { ...answer, times: { ...times, grab: times.grab + readMs } } as T;
    } finally {
      if (pixels !== frame && isBitmap(pixels)) pixels.close();
    }
  }

  /** @throws MaskGateError `camera-frame-failed` */
  private async readFrame(frame: LiveFrame): Promise<Frame> {
    try {
      if (isVideoFrame(frame)) {
        return await (this.onProcessor ? this.readPixels(frame) : createImageBitmap(frame));
      }
      return this.onProcessor && isBitmap(frame) ? await this.readPixels(frame) : frame;
    } catch (error) {
      throw toMaskGateError(error, 'camera-frame-failed');
    }
  }

  /**
   * After a loss of the graphics context, running work may never end. The loss, or the time limit,
   * ends it.
   */
  private orLost<T>(limitMs: number, work: (limit: FrameLimit) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const limit = startFrameLimit(limitMs, (error) => this.lose(error));
      this.waiting.add(reject);
      work(limit)
        .then(resolve, (error) => reject(toMaskGateError(error, 'engine-lost')))
        .finally(() => {
          limit.clear();
          this.waiting.delete(reject);
        });
    });
  }

  private lose(error: MaskGateError): void {
    this.lost ??= error;
    for (const reject of this.waiting) reject(this.lost);
  }
}

function isBitmap(frame: LiveFrame): frame is ImageBitmap {
  return typeof ImageBitmap !== 'undefined' && frame instanceof ImageBitmap;
}

function isVideoFrame(frame: LiveFrame): frame is VideoFrame {
  return typeof VideoFrame !== 'undefined' && frame instanceof VideoFrame;
}
