'use client';

import { filmClock } from '@/lib/film/film-clock';
import type { FilmPerson } from '@/lib/film/film-record';
import { useMessages } from '../shell/use-messages';
import { toPercent } from '../stage/painted-faces';
import { VERDICT_LOOKS } from '../verdict/verdict-look';
import { VerdictSymbol } from '../verdict/verdict-symbol';
import { useFilmsMessages } from './use-films-messages';

export interface FilmPeopleTableProps {
  readonly film: string;
  readonly people: readonly FilmPerson[];
  /** The picture of a time is asked for. */
  readonly onTime: (ms: number) => void;
}

/** A row for each person of a film. */
export function FilmPeopleTable({ film, people, onTime }: FilmPeopleTableProps) {
  const words = useFilmsMessages();
  const { verdicts } = useMessages();
  const { columns } = words;
  return (
    <div className="overflow-x-auto">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{words.people(film)}</caption>
        <thead>
          <tr className="text-left text-muted">
            {(['person', 'verdict', 'share', 'first', 'last', 'best'] as const).map((column) => (
              <th key={column} scope="col" className="px-2 py-1 font-medium whitespace-nowrap">
                {columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(({ person, verdict, shares, firstSeenMs, lastSeenMs, best }) => (
            <tr
              key={person}
              data-person={person}
              data-verdict={verdict}
              className="border-t border-line"
            >
              <th scope="row" className="px-2 py-1 text-left font-medium">
                {person}
              </th>
              <td className="px-2 py-1 whitespace-nowrap">
                <span className="inline-flex items-center gap-1.5 font-medium">
                  <VerdictSymbol {...VERDICT_LOOKS[verdict]} />
                  {verdicts[verdict]}
                </span>
              </td>
              <td className="px-2 py-1">{toPercent(shares[verdict])}</td>
              <td className="px-2 py-1">{filmClock(firstSeenMs)}</td>
              <td className="px-2 py-1">{filmClock(lastSeenMs)}</td>
              <td className="px-2 py-1">
                <button
                  type="button"
                  aria-label={words.showBest(person, filmClock(best.atMs))}
                  onClick={() => onTime(best.atMs)}
                  className="min-h-11 min-w-11 rounded-lg px-2 text-accent-strong underline hover:bg-ink/8"
                >
                  {filmClock(best.atMs)}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
