import { MaskGateError } from '../../errors.ts';
import type { LiveDetector } from './live-detector.ts';
import { openLocalDetector } from './local-detector.ts';
import type { WorkerFailure, WorkerReply, WorkerRequest } from './worker-messages.ts';

/** A detector behind the port of a dedicated worker; `worker-detector.ts` is its other end. */

let opened: Promise<LiveDetector> | null = null;

self.addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  if (data.type === 'open') open(data);
  else void detect(data);
});

async function open(request: Extract<WorkerRequest, { type: 'open' }>): Promise<void> {
  opened = openLocalDetector({
    ...request,
    onProgress: (progress) => reply({ type: 'progress', progress }),
  });
  try {
    const { engine, choice } = await opened;
    reply({ type: 'ready', engine, choice });
  } catch (error) {
    reply({ type: 'open-failed', ...failure(error) });
  }
}

async function detect(request: Extract<WorkerRequest, { type: 'detect' }>): Promise<void> {
  const { id, frame, options } = request;
  try {
    const detector = await opened;
    if (!detector) throw new MaskGateError('engine-unavailable', 'No detector was opened');
    reply({ type: 'detection', id, detection: await detector.detect(frame, options) });
  } catch (error) {
    reply({ type: 'detect-failed', id, ...failure(error) });
  } finally {
    if ('close' in frame) frame.close();
  }
}

function failure(error: unknown): WorkerFailure {
  return {
    code: error instanceof MaskGateError ? error.code : null,
    message: error instanceof Error ? error.message : String(error),
  };
}

function reply(message: WorkerReply): void {
  self.postMessage(message);
}
