import { type FilmResult, isJudgedFilm } from '../../../lib/film/film-record.ts';

/** A result as lines for a person: the film, then everybody in it. */
export function describeFilm(result: FilmResult): string {
  if (!isJudgedFilm(result)) {
    return `${result.film}\n  ${result.error.code}: ${result.error.message}`;
  }
  const { film, durationMs, looks, people } = result;
  const rows = people.map(({ person, verdict, firstSeenMs, lastSeenMs, shares, best }) => {
    const share = `${(100 * shares[verdict]).toFixed(0).padStart(3)}% of the time`;
    const seen = `from ${seconds(firstSeenMs)} to ${seconds(lastSeenMs)} s`;
    return `  person ${person}  ${verdict.padEnd(14)} ${share}, ${seen}, best at ${seconds(best.atMs)} s`;
  });
  if (rows.length === 0) rows.push('  nobody found');
  return [`${film}  (${seconds(durationMs)} s, ${looks} looks)`, ...rows].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
