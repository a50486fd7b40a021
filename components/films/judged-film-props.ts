import type { JudgedFilm } from '@/lib/film/film-record';
import type { FilmTrace } from '@/lib/film/film-trace';

/** What the parts of a judged film's view show. */
export interface JudgedFilmProps {
  readonly file: File;
  readonly result: JudgedFilm;
  readonly trace: FilmTrace;
}
