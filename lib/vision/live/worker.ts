import { MaskGateError, toMaskGateError } from '../../errors.ts';
import type { Detection } from '../detector-types.ts';
import type { Sighting } from './live-detector.ts';
import { type LocalDetector, openLocalDetector } from './local-detector.ts';
import type {
  DetectRequest,
  FrameRequest,
  LookRequest,
  WorkerFailure,
  WorkerReply,
  WorkerRequest,
} from './worker-messages.ts';

/** A detector in a dedicated worker. `worker-detector.ts` is the page's side. */

let opened: Promise<LocalDetector> | null = null;

self.addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  switch (data.type) {
    case 'open':
      return void open(data);
    case 'start-over':
      return void startOver(data.count);
    case 'detect':
      return void answer(data, () => detect(data));
    case 'look':
      return void answer(data, () => look(data));
  }
});

async function open(request: Extract<WorkerRequest, { type: 'open' }>): Promise<void> {
  opened = openLocalDetector({
    ...request,
    onProgress: (progress) => reply({ type: 'progress', progress }),
  });
  try {
    const { engine, choice, frameMs } = await opened;
    reply({ type: 'ready', engine, choice, frameMs });
  } catch (error) {
    reply({ type: 'open-failed', ...failure(toMaskGateError(error, 'engine-unavailable')) });
  }
}

async function startOver(count: number): Promise<void> {
  (await opened)?.startOver(count);
}

async function detect({ id, frame, options }: DetectRequest): Promise<Detection> {
  return (await detector()).detect(frame, options, (faces) => reply({ type: 'found', id, faces }));
}

async function look({ frame, takenAtMs, options }: LookRequest): Promise<Sighting> {
  return (await detector()).look(frame, takenAtMs, options);
}

async function detector(): Promise<LocalDetector> {
  if (!opened) throw new MaskGateError('engine-unavailable', 'No detector was opened');
  return opened;
}

async function answer(
  { id, frame }: FrameRequest,
  work: () => Promise<Detection | Sighting>,
): Promise<void> {
  try {
    reply({ type: 'answer', id, answer: await work() });
  } catch (error) {
    reply({ type: 'frame-failed', id, ...failure(toMaskGateError(error, 'engine-lost')) });
  } finally {
    if ('close' in frame) frame.close();
  }
}

function failure({ code, message }: MaskGateError): WorkerFailure {
  return { code, message };
}

function reply(message: WorkerReply): void {
  self.postMessage(message);
}
