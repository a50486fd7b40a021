import { MaskGateError } from '../../errors.ts';
import type { Detection } from '../detector-types.ts';
import { frameTimedOut } from './frame-limit.ts';
import type { LoadingOptions, Sighting } from './live-detector.ts';
import type { FrameRequest, WorkerOpened, WorkerReply, WorkerRequest } from './worker-messages.ts';

/** What is used of a Worker. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/**
 * How long a worker may be silent while it starts, ms: it loads a script, compiles a network, or waits for a
 * download, which ends by itself before that (`model-reader.ts`).
 */
export const SILENCE_LIMIT_MS = 90_000;

interface Pending {
  readonly resolve: (answer: Detection | Sighting) => void;
  readonly reject: (error: MaskGateError) => void;
}

interface Opening {
  readonly resolve: (opened: WorkerOpened) => void;
  readonly reject: (error: MaskGateError) => void;
}

/** A frame request without the id that the line gives it. */
type Question<R = FrameRequest> = R extends FrameRequest ? Omit<R, 'id'> : never;

/** The line to a worker: requests out, answers in, and the end of both. */
export class WorkerLine {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  /** Why the worker is of no more use. */
  private ended: MaskGateError | null = null;
  /** Waits for the worker to be ready; null once it is. */
  private opening: Opening | null = null;
  private onProgress: LoadingOptions['onProgress'] = () => undefined;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly worker: WorkerPort,
    private readonly signal: AbortSignal | undefined,
  ) {
    worker.addEventListener('message', (event) =>
      this.receive((event as MessageEvent<WorkerReply>).data),
    );
    worker.addEventListener('error', (event) => {
      const code = this.opening ? 'engine-unavailable' : 'engine-lost';
      this.end(new MaskGateError(code, `The worker failed: ${(event as ErrorEvent).message}`));
    });
    signal?.addEventListener('abort', this.onAbort);
  }

  open({ onProgress, ...request }: LoadingOptions): Promise<WorkerOpened> {
    this.onProgress = onProgress;
    return new Promise((resolve, reject) => {
      this.opening = { resolve, reject };
      if (this.signal?.aborted) return this.onAbort();
      this.expectWord();
      this.tell({ type: 'open', ...request });
    });
  }

  /** @throws MaskGateError what the worker says; `engine-lost` where it says nothing in time */
  ask(question: Question, limitMs: number): Promise<Detection | Sighting> {
    if (this.ended) return Promise.reject(this.ended);
    this.lastId += 1;
    const id = this.lastId;
    return new Promise<Detection | Sighting>((resolve, reject) => {
      const limit = setTimeout(() => this.end(frameTimedOut(limitMs)), limitMs);
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T) => {
          clearTimeout(limit);
          this.pending.delete(id);
          how(value);
        };
      this.pending.set(id, { resolve: settle(resolve), reject: settle(reject) });
      const { frame } = question;
      this.tell({ ...question, id }, 'close' in frame ? [frame] : []);
    });
  }

  tell(request: WorkerRequest, transfer: Transferable[] = []): void {
    if (!this.ended) this.worker.postMessage(request, transfer);
  }

  /** Ends the worker; whatever waits for it fails. */
  end(error: MaskGateError): void {
    if (this.ended) return;
    this.ended = error;
    clearTimeout(this.silence);
    this.signal?.removeEventListener('abort', this.onAbort);
    this.worker.terminate();
    this.opening?.reject(error);
    for (const waiting of [...this.pending.values()]) waiting.reject(error);
  }

  private readonly onAbort = () =>
    this.end(new MaskGateError('engine-lost', 'The detector was disposed of'));

  private receive(message: WorkerReply): void {
    switch (message.type) {
      case 'progress':
        this.expectWord();
        this.onProgress(message.progress);
        break;
      case 'ready':
        clearTimeout(this.silence);
        this.opening?.resolve(message);
        this.opening = null;
        break;
      case 'open-failed':
        this.end(new MaskGateError(message.code, message.message));
        break;
      case 'answer':
        this.pending.get(message.id)?.resolve(message.answer);
        break;
      case 'frame-failed':
        this.pending.get(message.id)?.reject(new MaskGateError(message.code, message.message));
        break;
    }
  }

  /** A worker that starts and says nothing for too long is given up. */
  private expectWord(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(
      () => this.end(new MaskGateError('engine-unavailable', 'The worker said nothing in time')),
      SILENCE_LIMIT_MS,
    );
  }
}
