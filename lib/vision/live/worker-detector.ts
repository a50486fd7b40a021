import { MaskGateError } from '../../errors.ts';
import type { Detection } from '../detector-types.ts';
import type { LiveDetector, LiveFrame, LoadingOptions } from './live-detector.ts';
import type { WorkerFailure, WorkerReply, WorkerRequest } from './worker-messages.ts';

/** What is used of a Worker. */
export type WorkerPort = Pick<
  Worker,
  'postMessage' | 'addEventListener' | 'removeEventListener' | 'terminate'
>;

/** How long a worker may take to load its script, start an engine or compile a network, ms. */
const SILENCE_LIMIT_MS = 60_000;

interface Pending {
  readonly resolve: (detection: Detection) => void;
  readonly reject: (error: MaskGateError) => void;
}

/**
 * A detector in a worker of its own, so that the page stays smooth whatever the networks cost. An
 * ImageBitmap or VideoFrame handed to `detect` is given away.
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
    let watchdog: ReturnType<typeof setTimeout>;
    const expectWord = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(
        () => end(new MaskGateError('engine-unavailable', 'The worker started no engine in time')),
        SILENCE_LIMIT_MS,
      );
    };
    expectWord();

    worker.addEventListener('message', (event) => {
      const message = (event as MessageEvent<WorkerReply>).data;
      switch (message.type) {
        case 'progress':
          // A slow network is no fault of the engine.
          if (message.progress.stage === 'download') clearTimeout(watchdog);
          else expectWord();
          options.onProgress(message.progress);
          break;
        case 'ready':
          ready = true;
          clearTimeout(watchdog);
          resolve({
            engine: message.engine,
            choice: message.choice,
            detect,
            dispose: onAbort,
          });
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
        worker.postMessage(request, 'close' in sendable ? [sendable] : []);
      });
    };
    const { onProgress: _, ...request } = options;
    worker.postMessage({ type: 'open', ...request } satisfies WorkerRequest);
  });
}

function spawnWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

function toError(failure: WorkerFailure, otherwise: 'engine-unavailable' | 'engine-lost') {
  return new MaskGateError(failure.code ?? otherwise, failure.message);
}

type Sendable = Extract<WorkerRequest, { type: 'detect' }>['frame'];

/** Elements of the page stay in the page. @throws TypeError for one of them */
function toSendable(frame: LiveFrame): Sendable {
  if ('close' in frame || 'data' in frame) return frame;
  throw new TypeError('Only bitmaps and pixels can be sent to a worker');
}
