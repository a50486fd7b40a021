import type { Size } from '../geometry.ts';
import type { LiveFrame, LookOptions, Sighting } from '../vision/live/live-detector.ts';
import { FilmPeople } from './film-people.ts';
import { type JudgedFilm, LOOKS_PER_SECOND } from './film-record.ts';
import { FilmTrace } from './film-trace.ts';

/** Time from look to look, ms of the film. */
export const LOOK_EVERY_MS = 1000 / LOOKS_PER_SECOND;

/** A film that can be looked at. */
export interface OpenFilm<F extends LiveFrame = LiveFrame> {
  /** Upright, px. */
  readonly size: Size;
  readonly durationMs: number;
  /** The frame that the film shows at each of these times, ms, in their order. Who gets one gives it away. */
  frames(timesMs: Iterable<number>): AsyncIterable<F>;
  close(): void;
}

/** What is asked of a detector. */
export interface FilmDetector<F extends LiveFrame = LiveFrame> {
  look(frame: F, takenAtMs: number, options: LookOptions): Promise<Sighting>;
  startOver(count: number): void;
}

/**
 * The judging of one film, which can be interrupted and goes on where it was: people are followed as before a
 * camera, but by the film's own times.
 */
export class FilmJudging<F extends LiveFrame = LiveFrame> {
  readonly trace = new FilmTrace();
  private readonly people = new FilmPeople();
  private looks = 0;
  /** People seen so far. */
  private count = 0;
  private detector: FilmDetector<F> | null = null;

  /** How far the film has been looked at, ms. */
  get doneMs(): number {
    return this.looks * LOOK_EVERY_MS;
  }

  /**
   * Looks at the rest of the film.
   * @param signal stops after the look in flight
   * @param onLook after each look
   * @throws what the film or the detector throws; what was seen before is kept
   */
  async run(
    film: OpenFilm<F>,
    detector: FilmDetector<F>,
    signal: AbortSignal,
    onLook: () => void = () => undefined,
  ): Promise<void> {
    // Another detector, or the start: it knows nobody of this film.
    if (this.detector !== detector) detector.startOver(this.count);
    this.detector = detector;
    for await (const frame of film.frames(lookTimes(this.looks, film.durationMs))) {
      if (signal.aborted) {
        if ('close' in frame) frame.close();
        return;
      }
      const sighting = await detector.look(frame, this.doneMs, {});
      this.trace.add(this.doneMs, sighting.people);
      this.people.add(this.doneMs, sighting.people);
      this.count = sighting.count;
      this.looks += 1;
      onLook();
    }
  }

  /** What has been seen so far. */
  result(film: string, { size, durationMs }: Pick<OpenFilm, 'size' | 'durationMs'>): JudgedFilm {
    const people = this.people.summary(LOOK_EVERY_MS);
    return { film, ...size, durationMs, looks: this.looks, people };
  }
}

/** @param from the number of the first look, from 0 */
function* lookTimes(from: number, durationMs: number): Iterable<number> {
  for (let look = from; look * LOOK_EVERY_MS < durationMs; look++) yield look * LOOK_EVERY_MS;
}
