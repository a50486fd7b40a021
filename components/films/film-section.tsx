'use client';

import type { FilmQueue, FilmQueueState } from '@/lib/film/film-queue';
import { FilmCard } from './film-card';
import { useFilmsMessages } from './use-films-messages';

export interface FilmSectionProps {
  readonly queue: FilmQueue;
  readonly state: FilmQueueState;
}

/** The films, each with how far it is and who is in it. */
export function FilmSection({ queue, state }: FilmSectionProps) {
  const words = useFilmsMessages();
  return (
    <section aria-labelledby="films-heading" className="flex flex-col gap-3">
      <h2 id="films-heading" className="text-lg font-semibold">
        {words.heading}
      </h2>
      {state.films.map((film) => (
        <FilmCard key={film.id} film={film} queue={queue} paused={state.paused} />
      ))}
    </section>
  );
}
