import { MaskGateError } from '../../errors.ts';
import type { Detection } from '../detector-types.ts';
import { startFrameLimit } from './frame-limit.ts';
import type { LoadingOptions, Sighting } from './live-detector.ts';
import type { FrameRequest, WorkerOpened, WorkerReply, WorkerRequest } from './worker-messages.ts';

/** The part of a Worker that is used. */
export type WorkerPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

/**
 * Longest silence of a starting worker. It loads a script, compiles a network, or waits for a
 * download, which has a shorter limit of its own (`model-reader.ts`).
 */
export const SILENCE_LIMIT_MS = 90_000;

interface Pending {
  readonly resolve: (answer: Detection | Sighting) => void;
  readonly reject: (error: MaskGateError) => void;
  /** Faces were found, which are judged next. */
  readonly found: (faces: number) => void;
}

interface Opening {
  readonly resolve: (opened: WorkerOpened) => void;
  readonly reject: (error: MaskGateError) => void;
}

/** A request about a frame, before it gets its id. */
type Question<R = FrameRequest> = R extends FrameRequest ? Omit<R, 'id'> : never;

/** The connection to a worker: requests, answers, and its end. */
export class WorkerLine {
  private readonly pending = new Map<number, Pending>();
  private lastId = 0;
  /** Why the worker can no longer be used. */
  private ended: MaskGateError | null = null;
  /** The start of the worker; null once it is ready. */
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

  /**
   * @param limitMsFor the limit from the moment when this number of faces was found
   * @throws MaskGateError the worker's error; `engine-lost` without an answer in time
   */
  ask(
    question: Question,
    limitMs: number,
    limitMsFor?: (faces: number) => number,
  ): Promise<Detection | Sighting> {
    if (this.ended) return Promise.reject(this.ended);
    this.lastId += 1;
    const id = this.lastId;
    return new Promise<Detection | Sighting>((resolve, reject) => {
      const limit = startFrameLimit(limitMs, (error) => this.end(error));
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T) => {
          limit.clear();
          this.pending.delete(id);
          how(value);
        };
      const found = (faces: number) => limit.renew(limitMsFor?.(faces) ?? limitMs);
      this.pending.set(id, { resolve: settle(resolve), reject: settle(reject), found });
      const { frame } = question;
      this.tell({ ...question, id }, 'close' in frame ? [frame] : []);
    });
  }

  tell(request: WorkerRequest, transfer: Transferable[] = []): void {
    if (!this.ended) this.worker.postMessage(request, transfer);
  }

  /** Ends the worker. All waiting requests fail. */
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
      case 'found':
        this.pending.get(message.id)?.found(message.faces);
        break;
      case 'answer':
        this.pending.get(message.id)?.resolve(message.answer);
        break;
      case 'frame-failed':
        this.pending.get(message.id)?.reject(new MaskGateError(message.code, message.message));
        break;
    }
  }

  /** Ends a starting worker that is silent for too long. */
  private expectWord(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(
      () => this.end(new MaskGateError('engine-unavailable', 'The worker said nothing in time')),
      SILENCE_LIMIT_MS,
    );
  }
}
