import { type CsvSeparator, writeCsv } from '../csv.ts';
import { type FilmResult, isJudgedFilm } from './film-record.ts';

const COLUMNS = [
  'film',
  'person',
  'verdict',
  'first_seen_s',
  'last_seen_s',
  'seen_s',
  'with_mask',
  'without_mask',
  'incorrect_mask',
  'unsure',
  'best_s',
  'confidence',
  'x',
  'y',
  'box_width',
  'box_height',
  'error',
  'message',
] as const;
type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/**
 * A row for each person, one for a film without any, one with the error for a film that could not be judged.
 * Times in seconds of the film; a verdict's column is its share of the time seen, 0 to 1; the box is that of
 * the best look, in pixels of the upright film.
 */
export function filmsCsv(results: readonly FilmResult[], separator?: CsvSeparator): string {
  const rows = results.flatMap(rowsOf).map((row) => COLUMNS.map((column) => row[column]));
  return writeCsv([COLUMNS, ...rows], separator);
}

function rowsOf(result: FilmResult): Row[] {
  const { film } = result;
  if (!isJudgedFilm(result)) {
    return [{ film, error: result.error.code, message: result.error.message }];
  }
  if (result.people.length === 0) return [{ film }];
  return result.people.map(({ person, verdict, shares, best, ...times }) => ({
    film,
    person,
    verdict,
    first_seen_s: seconds(times.firstSeenMs),
    last_seen_s: seconds(times.lastSeenMs),
    seen_s: seconds(times.seenMs),
    with_mask: rounded(shares.with_mask, 3),
    without_mask: rounded(shares.without_mask, 3),
    incorrect_mask: rounded(shares.incorrect_mask, 3),
    unsure: rounded(shares.unsure, 3),
    best_s: seconds(best.atMs),
    confidence: rounded(best.confidence, 4),
    x: rounded(best.box.x, 1),
    y: rounded(best.box.y, 1),
    box_width: rounded(best.box.width, 1),
    box_height: rounded(best.box.height, 1),
  }));
}

function seconds(ms: number): number {
  return rounded(ms / 1000, 2);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
