import { type ErrorCode, type MaskGateError, toMaskGateError } from '../errors.ts';
import type { Box, Size } from '../geometry.ts';
import type { Verdict } from '../vision/labels.ts';

/**
 * Looks at a film for each second of it. Tracks and votes hold with it as they do live on a slow device, and
 * a device that looks at 20 frames a second is twice as fast as the film.
 */
export const LOOKS_PER_SECOND = 10;

/** Somebody in a film: one track. Who leaves and comes back is another person. */
export interface FilmPerson {
  /** 1 for the first one seen. */
  readonly person: number;
  /** Time in the film, ms. */
  readonly firstSeenMs: number;
  /** Time in the film, ms. */
  readonly lastSeenMs: number;
  /** Shown with a box for this time, ms. */
  readonly seenMs: number;
  /** What was said for the longest time; `unsure` only where nothing else was said. */
  readonly verdict: Verdict;
  /** Share of the time seen for which each verdict was said; they sum to 1. */
  readonly shares: Readonly<Record<Verdict, number>>;
  /** The look that shows the verdict best. */
  readonly best: BestLook;
}

export interface BestLook {
  /** Time in the film, ms. */
  readonly atMs: number;
  /** Pixels of the upright film. */
  readonly box: Box;
  /** Of the verdict, 0 to 1. */
  readonly confidence: number;
}

/** A judged film; sizes and boxes in pixels of the upright film. */
export interface JudgedFilm extends Size {
  /** Name or path. */
  readonly film: string;
  readonly durationMs: number;
  /** Frames looked at. */
  readonly looks: number;
  readonly people: readonly FilmPerson[];
}

export interface FailedFilm {
  readonly film: string;
  readonly error: { readonly code: ErrorCode; readonly message: string };
}

/** What is said of one film: the record that `npm run check -- --json` prints and the page saves. */
export type FilmResult = JudgedFilm | FailedFilm;

export function isJudgedFilm(result: FilmResult): result is JudgedFilm {
  return !('error' in result);
}

export function failedFilm(film: string, { code, message }: MaskGateError): FailedFilm {
  return { film, error: { code, message } };
}

/** What may be wrong with a film; any other failure is not that film's. */
const FILM_FAILURES: readonly ErrorCode[] = [
  'file-empty',
  'film-unreadable',
  'film-codec-unsupported',
];

/** The failure of a film, or null where the fault is not the film's. */
export function filmFailure(thrown: unknown): MaskGateError | null {
  const error = toMaskGateError(thrown, 'engine-lost');
  return FILM_FAILURES.includes(error.code) ? error : null;
}
