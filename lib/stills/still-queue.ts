import { MaskGateError, toMaskGateError } from '../errors.ts';
import {
  type Correction,
  failedStill,
  isJudged,
  type JudgedStill,
  type MarkedFace,
  type StillResult,
} from './still-result.ts';

/** A picture that was handed in. */
export interface StillSource {
  /** Path below what was dropped or chosen, or the file's name. */
  readonly name: string;
  readonly file: File;
}

/** A file that could not even be opened. */
export interface UnreadFile {
  /** As in `StillSource`. */
  readonly name: string;
  /** Why, for developers. */
  readonly reason: string;
}

/** `stopped`: cancelled before its turn came. */
export type StillState = 'waiting' | 'judging' | 'judged' | 'stopped';

export interface Still {
  readonly id: number;
  readonly name: string;
  /** Null where it could not be opened. */
  readonly file: File | null;
  readonly state: StillState;
  /** Once judged. */
  readonly result: StillResult | null;
  /** A small JPEG; null before and for a picture that cannot be decoded. */
  readonly thumbnail: Blob | null;
}

type WaitingStill = Still & StillSource;

interface JudgedPicture {
  readonly result: StillResult;
  readonly thumbnail: Blob | null;
}

/** Judges one picture; a bad one is a result, a thrown error is the engine's. */
export type JudgePicture = (source: StillSource) => Promise<JudgedPicture>;

export interface QueueState {
  readonly stills: readonly Still[];
  readonly paused: boolean;
  /** Mean time that the last pictures took, ms; null before the first. */
  readonly pictureMs: number | null;
  /** Why nothing is judged any more, until there is a new judge. */
  readonly failure: MaskGateError | null;
}

/** The rate shown is that of so many pictures. */
const RATE_OVER = 20;

const EMPTY: QueueState = { stills: [], paused: false, pictureMs: null, failure: null };

/**
 * Judges pictures one after another, in the order they came, while there is a judge. Only their
 * results and thumbnails are kept. State is replaced, never changed.
 */
export class StillQueue {
  private current = EMPTY;
  private judge: JudgePicture | null = null;
  private running = false;
  private lastId = 0;
  private recentMs: number[] = [];
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly state = (): QueueState => this.current;

  /** @param judge null stops after the picture in flight */
  setJudge(judge: JudgePicture | null): void {
    this.judge = judge;
    if (judge) this.update({ failure: null });
    void this.run();
  }

  /** @param unread files that are listed with their error and never judged */
  add(sources: readonly StillSource[], unread: readonly UnreadFile[] = []): void {
    const waiting = { state: 'waiting', result: null, thumbnail: null } as const;
    const added: Still[] = [
      ...sources.map((source) => ({ ...source, ...waiting, id: this.nextId() })),
      ...unread.map(({ name, reason }) => {
        const error = new MaskGateError('image-unreadable', reason);
        const result = failedStill(name, error);
        return {
          name,
          file: null,
          result,
          state: 'judged',
          thumbnail: null,
          id: this.nextId(),
        } as const;
      }),
    ];
    this.update({ stills: [...this.current.stills, ...added] });
    void this.run();
  }

  setPaused(paused: boolean): void {
    this.update({ paused });
    void this.run();
  }

  /** Whatever waits is not judged. */
  cancel(): void {
    this.moveAll('waiting', 'stopped');
    this.update({ paused: false });
  }

  /** Whatever was cancelled waits again. */
  takeUpAgain(): void {
    this.moveAll('stopped', 'waiting');
    void this.run();
  }

  clear(): void {
    this.recentMs = [];
    this.update({ stills: [], paused: false, pictureMs: null });
  }

  /** @param correction null takes it back */
  correct(id: number, faceIndex: number, correction: Correction | null): void {
    this.changeJudged(id, (still) => ({
      ...still,
      faces: still.faces.map((face, i) => {
        if (i !== faceIndex) return face;
        const { corrected: _, ...judged } = face;
        return correction === null ? judged : { ...judged, corrected: correction };
      }),
    }));
  }

  /** @param marked all faces of the picture that a person marked */
  mark(id: number, marked: readonly MarkedFace[]): void {
    this.changeJudged(id, ({ marked: _, ...still }) =>
      marked.length > 0 ? { ...still, marked } : still,
    );
  }

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.next(); next && this.judge; next = this.next()) {
        await this.judgeOne(next, this.judge);
      }
    } finally {
      this.running = false;
    }
  }

  private next(): WaitingStill | undefined {
    const { stills, paused, failure } = this.current;
    return paused || failure ? undefined : stills.find(isWaiting);
  }

  private nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  private async judgeOne(still: WaitingStill, judge: JudgePicture): Promise<void> {
    const started = performance.now();
    this.change(still.id, () => ({ state: 'judging' }));
    try {
      const judged = await judge(still);
      this.recentMs = [...this.recentMs, performance.now() - started].slice(-RATE_OVER);
      const pictureMs = this.recentMs.reduce((sum, ms) => sum + ms, 0) / this.recentMs.length;
      this.change(still.id, () => ({ ...judged, state: 'judged' }));
      this.update({ pictureMs });
    } catch (error) {
      // The picture keeps its turn: with a new judge it is the first.
      this.change(still.id, () => ({ state: 'waiting' }));
      // A judge that was exchanged meanwhile fails because it was.
      if (this.judge === judge) this.update({ failure: toMaskGateError(error, 'engine-lost') });
    }
  }

  private moveAll(from: StillState, to: StillState): void {
    const stills = this.current.stills.map((still) =>
      still.state === from ? { ...still, state: to } : still,
    );
    this.update({ stills });
  }

  private changeJudged(id: number, changed: (still: JudgedStill) => JudgedStill): void {
    this.change(id, ({ result }) =>
      result && isJudged(result) ? { result: changed(result) } : {},
    );
  }

  private change(id: number, changes: (still: Still) => Partial<Still>): void {
    const stills = this.current.stills.map((still) =>
      still.id === id ? { ...still, ...changes(still) } : still,
    );
    this.update({ stills });
  }

  private update(changes: Partial<QueueState>): void {
    this.current = { ...this.current, ...changes };
    for (const listener of this.listeners) listener();
  }
}

function isWaiting(still: Still): still is WaitingStill {
  return still.state === 'waiting' && still.file !== null;
}
