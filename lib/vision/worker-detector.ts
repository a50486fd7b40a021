import { MaskGateError } from '../errors.ts';
import type { Detection, Frame } from './detector-types.ts';
import type { LiveDetector, LoadingOptions } from './live-detector.ts';
import type { WorkerFailure, WorkerReply, WorkerRequest } from './worker-messages.ts';

/** What is used of a Worker. */
export type WorkerPort = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

/** How long a worker may take to load its script and start its engine, ms. */
const ENGINE_TIMEOUT_MS = 30_000;

interface Pending {
  readonly resolve: (detection: Detection) => void;
  readonly reject: (error: MaskGateError) => void;
}

/**
 * A detector in a worker of its own, so that the page stays smooth whatever the networks cost. An
 * ImageBitmap handed to `detect` is given away.
 * @param signal ends the worker, also while it is still starting
 * @throws MaskGateError `engine-unavailable` also where the worker itself cannot run;
 * `model-missing`, `model-invalid`
 */
export function openWorkerDetector(
  options: LoadingOptions,
  signal?: AbortSignal,
  spawn: () => WorkerPort = spawnWorker,
): Promise<LiveDetector> {
  return new Promise((resolve, reject) => {
    const worker = spawn();
    const pending = new Map<number, Pending>();
    let lastId = 0;
    let ready = false;
    /** Why the worker is of no more use. */
    let ended: MaskGateError | null = null;

    const end = (error: MaskGateError) => {
      if (ended) return;
      ended = error;
      clearTimeout(watchdog);
      signal?.removeEventListener('abort', onAbort);
      worker.terminate();
      reject(error);
      for (const waiting of pending.values()) waiting.reject(error);
      pending.clear();
    };
    const onAbort = () => end(new MaskGateError('engine-lost', 'The detector was disposed'));
    const watchdog = setTimeout(
      () => end(new MaskGateError('engine-unavailable', 'The worker started no engine in time')),
      ENGINE_TIMEOUT_MS,
    );

    worker.addEventListener('message', (event) => {
      const message = (event as MessageEvent<WorkerReply>).data;
      switch (message.type) {
        case 'progress':
          // A first download says that the engine runs; models may take as long as they need.
          if (message.progress.stage !== 'engine') clearTimeout(watchdog);
          options.onProgress(message.progress);
          break;
        case 'ready':
          ready = true;
          resolve({ engine: message.engine, detect, dispose: onAbort });
          break;
        case 'open-failed':
          end(toError(message, 'engine-unavailable'));
          break;
        case 'detection':
          pending.get(message.id)?.resolve(message.detection);
          pending.delete(message.id);
          break;
        case 'detect-failed':
          pending.get(message.id)?.reject(toError(message, 'engine-lost'));
          pending.delete(message.id);
          break;
      }
    });
    worker.addEventListener('error', (event) => {
      const { message } = event as ErrorEvent;
      const code = ready ? 'engine-lost' : 'engine-unavailable';
      end(new MaskGateError(code, `The worker failed: ${message}`));
    });
    if (signal?.aborted) return onAbort();
    signal?.addEventListener('abort', onAbort);

    const detect: LiveDetector['detect'] = (frame, detectOptions = {}) => {
      if (ended) return Promise.reject(ended);
      const sendable = toSendable(frame);
      lastId += 1;
      const id = lastId;
      return new Promise((resolveDetection, rejectDetection) => {
        pending.set(id, { resolve: resolveDetection, reject: rejectDetection });
        const request: WorkerRequest = {
          type: 'detect',
          id,
          frame: sendable,
          options: detectOptions,
        };
        worker.postMessage(request, isBitmap(sendable) ? [sendable] : []);
      });
    };
    const { preference, modelsUrl } = options;
    worker.postMessage({ type: 'open', preference, modelsUrl } satisfies WorkerRequest);
  });
}

function spawnWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

function toError(failure: WorkerFailure, otherwise: 'engine-unavailable' | 'engine-lost') {
  return new MaskGateError(failure.code ?? otherwise, failure.message);
}

function isBitmap(frame: object): frame is ImageBitmap {
  return typeof ImageBitmap !== 'undefined' && frame instanceof ImageBitmap;
}

type Sendable = Extract<WorkerRequest, { type: 'detect' }>['frame'];

/** Elements of the page stay in the page. @throws TypeError for one of them */
function toSendable(frame: Frame): Sendable {
  if (isBitmap(frame) || 'data' in frame) return frame;
  throw new TypeError('Only bitmaps and pixels can be sent to a worker');
}
