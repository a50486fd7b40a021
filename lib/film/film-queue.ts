import { type MaskGateError, toMaskGateError } from '../errors.ts';
import { WatchedState } from '../watched-state.ts';
import { type FilmResult, failedFilm, filmFailure, LOOKS_PER_SECOND } from './film-record.ts';
import type { FilmTrace } from './film-trace.ts';
import { type FilmDetector, FilmJudging, type OpenFilm } from './judge-film.ts';

/** `stopped`: cancelled before its end. */
type FilmState = 'waiting' | 'judging' | 'judged' | 'stopped';

interface FilmProgress {
  /** Time in the film that has been looked at, ms. */
  readonly doneMs: number;
  readonly durationMs: number;
  /** Seconds of film judged in a second; null before that can be told. */
  readonly speed: number | null;
}

export interface Film {
  readonly id: number;
  readonly name: string;
  readonly file: File;
  readonly state: FilmState;
  /** Null before the file is open. */
  readonly progress: FilmProgress | null;
  /** Once judged. */
  readonly result: FilmResult | null;
  /** Who was where; null before the film is judged, and where it could not be. */
  readonly trace: FilmTrace | null;
}

export interface FilmQueueState {
  readonly films: readonly Film[];
  readonly paused: boolean;
  /** Why nothing is judged any more, until there is a new detector. */
  readonly failure: MaskGateError | null;
}

/** State is renewed as often at most, ms: a film has ten looks a second and more. */
const SHOWN_EVERY_MS = 250;

const EMPTY: FilmQueueState = { films: [], paused: false, failure: null };

/**
 * Judges films one after another while there is a detector. A film that is interrupted, by a pause or a lost engine,
 * goes on where it was. State is replaced, never changed.
 */
export class FilmQueue extends WatchedState<FilmQueueState> {
  private detector: FilmDetector | null = null;
  private lastId = 0;
  /** The film in work and what ends its run; null where there is none. */
  private inWork: { readonly id: number; readonly ending: AbortController } | null = null;
  /** What was seen so far of films that are not yet judged. */
  private readonly begun = new Map<number, FilmJudging>();

  constructor(private readonly open: (file: File) => Promise<OpenFilm>) {
    super(EMPTY);
  }

  /** @param detector null interrupts the film in work after the look in flight */
  setDetector(detector: FilmDetector | null): void {
    this.detector = detector;
    if (detector) this.update({ failure: null });
    else this.inWork?.ending.abort();
    void this.run();
  }

  add(files: readonly { readonly name: string; readonly file: File }[]): void {
    const added = files.map(({ name, file }): Film => {
      this.lastId += 1;
      const waiting = { state: 'waiting', progress: null, result: null, trace: null } as const;
      return { id: this.lastId, name, file, ...waiting };
    });
    this.update({ films: [...this.current.films, ...added] });
    void this.run();
  }

  setPaused(paused: boolean): void {
    this.update({ paused });
    if (paused) this.inWork?.ending.abort();
    void this.run();
  }

  /** Judges the film no further; what was seen of it is forgotten. */
  cancel(id: number): void {
    this.begun.delete(id);
    this.change(id, (film) =>
      film.state === 'judged' ? {} : { state: 'stopped', progress: null },
    );
    this.interrupt(id);
  }

  /** A cancelled film is judged after all, from its beginning. */
  takeUpAgain(id: number): void {
    this.change(id, (film) => (film.state === 'stopped' ? { state: 'waiting' } : {}));
    void this.run();
  }

  remove(id: number): void {
    this.begun.delete(id);
    this.update({ films: this.current.films.filter((film) => film.id !== id) });
    this.interrupt(id);
  }

  private interrupt(id: number): void {
    if (this.inWork?.id === id) this.inWork.ending.abort();
  }

  private async run(): Promise<void> {
    if (this.inWork) return;
    for (let next = this.next(); next && this.detector; next = this.next()) {
      const ending = new AbortController();
      this.inWork = { id: next.id, ending };
      await this.judge(next, this.detector, ending.signal);
      this.inWork = null;
    }
  }

  private next(): Film | undefined {
    const { films, paused, failure } = this.current;
    return paused || failure ? undefined : films.find(({ state }) => state === 'waiting');
  }

  private async judge(film: Film, detector: FilmDetector, signal: AbortSignal): Promise<void> {
    const { id, name, file } = film;
    const judging = this.begun.get(id) ?? new FilmJudging();
    this.begun.set(id, judging);
    this.change(id, () => ({ state: 'judging' }));
    let opened: OpenFilm | null = null;
    try {
      opened = await this.open(file);
      await judging.run(opened, detector, signal, this.reporter(id, judging, opened));
      if (signal.aborted) return this.change(id, backToWaiting);
      const result = judging.result(name, opened);
      this.begun.delete(id);
      this.change(id, () => ({ state: 'judged', result, trace: judging.trace }));
    } catch (error) {
      this.fail(film, error, signal);
    } finally {
      opened?.close();
    }
  }

  private fail({ id, name }: Film, thrown: unknown, signal: AbortSignal): void {
    const fault = filmFailure(thrown);
    if (fault && !signal.aborted) {
      this.begun.delete(id);
      this.change(id, () => ({ state: 'judged', result: failedFilm(name, fault) }));
      return;
    }
    // The film keeps its turn: with a new detector it goes on.
    this.change(id, backToWaiting);
    if (!signal.aborted) this.update({ failure: toMaskGateError(thrown, 'engine-lost') });
  }

  /** Renews the film's progress, not too often. */
  private reporter(id: number, judging: FilmJudging, { durationMs }: OpenFilm): () => void {
    const started = { atMs: performance.now(), doneMs: judging.doneMs };
    let shownAtMs = 0;
    return () => {
      const nowMs = performance.now();
      if (nowMs - shownAtMs < SHOWN_EVERY_MS) return;
      shownAtMs = nowMs;
      const { doneMs } = judging;
      const looks = ((doneMs - started.doneMs) / 1000) * LOOKS_PER_SECOND;
      const speed =
        looks >= LOOKS_PER_SECOND ? (doneMs - started.doneMs) / (nowMs - started.atMs) : null;
      // The look in flight of a film that was cancelled ends after the cancelling.
      this.change(id, ({ state }) =>
        state === 'judging' ? { progress: { doneMs, durationMs, speed } } : {},
      );
    };
  }

  private change(id: number, changes: (film: Film) => Partial<Film>): void {
    const films = this.current.films.map((film) =>
      film.id === id ? { ...film, ...changes(film) } : film,
    );
    this.update({ films });
  }
}

/** A film that was cancelled meanwhile stays so. */
function backToWaiting({ state }: Film): Partial<Film> {
  return state === 'judging' ? { state: 'waiting' } : {};
}
