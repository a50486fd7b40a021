'use client';

import { useState } from 'react';
import { FilmPeopleTable } from './film-people-table';
import { FilmPicture } from './film-picture';
import { FilmSaves } from './film-saves';
import { FilmTimeline } from './film-timeline';
import type { JudgedFilmProps } from './judged-film-props';
import { useFilmsMessages } from './use-films-messages';

/** A judged film: a picture to scrub through, who was seen when, and the ways to save that. */
export function JudgedFilmView({ file, result, trace }: JudgedFilmProps) {
  const words = useFilmsMessages();
  const { people, durationMs } = result;
  const [atMs, setAtMs] = useState(people[0]?.best.atMs ?? 0);
  return (
    <>
      <FilmPicture file={file} result={result} trace={trace} atMs={atMs} />
      <FilmTimeline
        people={people}
        trace={trace}
        durationMs={durationMs}
        atMs={atMs}
        onTime={setAtMs}
      />
      {people.length === 0 ? (
        <p className="text-sm text-muted">{words.nobody}</p>
      ) : (
        <FilmPeopleTable film={result.film} people={people} onTime={setAtMs} />
      )}
      <FilmSaves file={file} result={result} trace={trace} />
    </>
  );
}
