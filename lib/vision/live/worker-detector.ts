import { MaskGateError } from '../../errors.ts';
import type { Detection, DetectOptions } from '../detector-types.ts';
import { detectLimitMs, lookLimitMs } from './frame-limit.ts';
import type {
  LiveDetector,
  LiveFrame,
  LoadingOptions,
  LookOptions,
  Sighting,
} from './live-detector.ts';
import { WorkerLine, type WorkerPort } from './worker-line.ts';
import type { SentFrame, WorkerOpened } from './worker-messages.ts';

/**
 * Opens a detector in its own worker, so that the page stays responsive.
 * @param signal ends the worker, also while it is starting
 * @throws MaskGateError `engine-unavailable`, also if the worker itself cannot run;
 * `model-missing`, `model-invalid`, `model-stalled`
 */
export function openWorkerDetector(
  options: LoadingOptions,
  signal?: AbortSignal,
  spawn: () => WorkerPort = spawnWorker,
): Promise<LiveDetector> {
  const line = new WorkerLine(spawn(), signal);
  return line.open(options).then((opened) => new WorkerDetector(line, opened));
}

/** Sends each frame to the worker and returns its answer. */
class WorkerDetector implements LiveDetector {
  readonly engine: WorkerOpened['engine'];
  readonly choice: WorkerOpened['choice'];
  private readonly frameMs: number;

  constructor(
    private readonly line: WorkerLine,
    { engine, choice, frameMs }: WorkerOpened,
  ) {
    this.engine = engine;
    this.choice = choice;
    this.frameMs = frameMs;
  }

  async detect(frame: LiveFrame, options: DetectOptions = {}): Promise<Detection> {
    const request = { type: 'detect', frame: toSendable(frame), options } as const;
    const limitMs = (faces?: number) => detectLimitMs(this.frameMs, faces);
    return (await this.line.ask(request, limitMs(), limitMs)) as Detection;
  }

  async look(frame: LiveFrame, takenAtMs: number, options: LookOptions = {}): Promise<Sighting> {
    const request = { type: 'look', frame: toSendable(frame), takenAtMs, options } as const;
    return (await this.line.ask(request, lookLimitMs(this.frameMs))) as Sighting;
  }

  startOver(count: number): void {
    this.line.tell({ type: 'start-over', count });
  }

  dispose(): void {
    this.line.end(new MaskGateError('engine-lost', 'The detector was disposed of'));
  }
}

function spawnWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
}

/** Elements of the page cannot be sent. @throws TypeError for one */
function toSendable(frame: LiveFrame): SentFrame {
  if ('close' in frame || 'data' in frame) return frame;
  throw new TypeError('Only bitmaps and pixels can be sent to a worker');
}
