'use client';

import { useMemo } from 'react';
import { filmClock } from '@/lib/film/film-clock';
import type { FilmPerson } from '@/lib/film/film-record';
import type { FilmTrace } from '@/lib/film/film-trace';
import { LOOK_EVERY_MS } from '@/lib/film/judge-film';
import { VERDICT_LOOKS } from '../verdict/verdict-look';
import { useFilmsMessages } from './use-films-messages';

export interface FilmTimelineProps {
  readonly people: readonly FilmPerson[];
  readonly trace: FilmTrace;
  readonly durationMs: number;
  /** The time shown. */
  readonly atMs: number;
  readonly onTime: (ms: number) => void;
}

/** A slider through the film; below it a line for each person, coloured by what was said. */
export function FilmTimeline({ people, trace, durationMs, atMs, onTime }: FilmTimelineProps) {
  const words = useFilmsMessages();
  const stretches = useMemo(() => trace.stretches(LOOK_EVERY_MS), [trace]);
  const share = (ms: number) => `${(100 * ms) / durationMs}%`;
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-3">
        <input
          type="range"
          aria-label={words.time}
          aria-valuetext={filmClock(atMs)}
          min={0}
          max={Math.max(0, Math.floor(durationMs) - 1)}
          step={LOOK_EVERY_MS}
          value={atMs}
          onChange={({ target }) => onTime(Number(target.value))}
          className="h-11 min-w-0 flex-1 accent-accent"
        />
        <output className="w-20 text-right text-sm tabular-nums">{filmClock(atMs)}</output>
      </div>
      <div
        role="img"
        aria-label={words.timeline}
        dir="ltr"
        className="flex max-h-48 flex-col gap-1 overflow-y-auto pr-23"
      >
        {people.map(({ person }) => (
          <div key={person} className="relative h-3 shrink-0 rounded bg-line">
            {(stretches.get(person) ?? []).map(({ label, fromMs, toMs }) => (
              <span
                key={fromMs}
                className="absolute inset-y-0 rounded-sm"
                style={{
                  left: share(fromMs),
                  width: share(Math.min(toMs, durationMs) - fromMs),
                  background: VERDICT_LOOKS[label].colour,
                }}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
