import { MaskGateError, toMaskGateError } from '../errors.ts';
import { WatchedState } from '../watched-state.ts';
import {
  type Correction,
  failedStill,
  isJudged,
  type JudgedStill,
  type MarkedFace,
  type StillResult,
} from './still-result.ts';

/** A picture that a user added. */
export interface StillSource {
  /** Path inside the dropped or chosen folder, or the file's name. */
  readonly name: string;
  readonly file: File;
}

/** A file that could not be opened. */
export interface UnreadFile {
  /** As in `StillSource`. */
  readonly name: string;
  /** Reason, for developers. */
  readonly reason: string;
}

/** `stopped`: cancelled before its turn. */
export type StillState = 'waiting' | 'judging' | 'judged' | 'stopped';

export interface Still {
  readonly id: number;
  readonly name: string;
  /** Null for a file that could not be opened. */
  readonly file: File | null;
  readonly state: StillState;
  /** Null until it is judged. */
  readonly result: StillResult | null;
  /** A small JPEG; null before it is judged, and for a picture that cannot be decoded. */
  readonly thumbnail: Blob | null;
}

type WaitingStill = Still & StillSource;

interface JudgedPicture {
  readonly result: StillResult;
  readonly thumbnail: Blob | null;
}

/** Judges one picture. A bad picture gives a result; an exception is an error of the engine. */
export type JudgePicture = (source: StillSource) => Promise<JudgedPicture>;

export interface QueueState {
  readonly stills: readonly Still[];
  readonly paused: boolean;
  /** Mean time of the last pictures, ms; null before the first. */
  readonly pictureMs: number | null;
  /** Why judging has stopped, until there is a new judge. */
  readonly failure: MaskGateError | null;
}

/** Number of latest pictures that the displayed rate covers. */
const RATE_OVER = 20;

const EMPTY: QueueState = { stills: [], paused: false, pictureMs: null, failure: null };

/**
 * Judges pictures one after the other, in order, while it has a judge. It keeps only results and
 * thumbnails. State objects are replaced, never changed.
 */
export class StillQueue extends WatchedState<QueueState> {
  private judge: JudgePicture | null = null;
  private running = false;
  private lastId = 0;
  private recentMs: number[] = [];

  constructor() {
    super(EMPTY);
  }

  /** @param judge null stops after the current picture */
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

  /** Cancels all waiting pictures. */
  cancel(): void {
    this.moveAll('waiting', 'stopped');
    this.update({ paused: false });
  }

  /** Puts all cancelled pictures back into the queue. */
  takeUpAgain(): void {
    this.moveAll('stopped', 'waiting');
    void this.run();
  }

  clear(): void {
    this.recentMs = [];
    this.update({ stills: [], paused: false, pictureMs: null });
  }

  /** @param correction null removes it */
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
      // The picture keeps its turn: a new judge starts with it.
      this.change(still.id, () => ({ state: 'waiting' }));
      // A judge that was replaced fails because of that.
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
}

function isWaiting(still: Still): still is WaitingStill {
  return still.state === 'waiting' && still.file !== null;
}
