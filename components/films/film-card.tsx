'use client';

import { filmClock } from '@/lib/film/film-clock';
import type { Film, FilmQueue } from '@/lib/film/film-queue';
import { isJudgedFilm } from '@/lib/film/film-record';
import { QUIET_BUTTON } from '../shell/button-styles';
import { Icon, WarningIcon } from '../shell/icons';
import { useMessages } from '../shell/use-messages';
import { JudgedFilmView } from './judged-film-view';
import { useFilmsMessages } from './use-films-messages';

export interface FilmCardProps {
  readonly film: Film;
  readonly queue: FilmQueue;
  readonly paused: boolean;
}

/** One film: its progress and what steers it, then its people. */
export function FilmCard({ film, queue, paused }: FilmCardProps) {
  const words = useFilmsMessages();
  const { id, name, file, state, result, trace } = film;
  const working = state === 'waiting' || state === 'judging';
  return (
    <article
      data-film={name}
      data-state={state}
      data-error={result && !isJudgedFilm(result) ? result.error.code : undefined}
      className="flex flex-col gap-3 rounded-2xl border border-line bg-surface p-3 sm:p-4"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="min-w-0 flex-1 font-medium break-all">{name}</h3>
        {working && (
          <FilmButton
            icon={paused ? 'play' : 'pause'}
            text={paused ? words.resume : words.pause}
            onPress={() => queue.setPaused(!paused)}
          />
        )}
        {working && (
          <FilmButton icon="close" text={words.cancel} onPress={() => queue.cancel(id)} />
        )}
        {state === 'stopped' && (
          <FilmButton icon="play" text={words.again} onPress={() => queue.takeUpAgain(id)} />
        )}
        {!working && (
          <button
            type="button"
            aria-label={words.remove(name)}
            title={words.remove(name)}
            onClick={() => queue.remove(id)}
            className={QUIET_BUTTON}
          >
            <Icon name="trash" />
          </button>
        )}
      </div>
      {state !== 'judged' && <FilmProgressLine film={film} paused={paused} />}
      {result && !isJudgedFilm(result) && <FilmError code={result.error.code} />}
      {result && isJudgedFilm(result) && trace && (
        <JudgedFilmView file={file} result={result} trace={trace} />
      )}
    </article>
  );
}

function FilmButton(props: {
  readonly icon: 'play' | 'pause' | 'close';
  readonly text: string;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" onClick={props.onPress} className={QUIET_BUTTON}>
      <Icon name={props.icon} />
      {props.text}
    </button>
  );
}

function FilmProgressLine({ film, paused }: Pick<FilmCardProps, 'film' | 'paused'>) {
  const words = useFilmsMessages();
  const { progress, state } = film;
  const isPaused = paused && state !== 'stopped';
  const done = progress ? progress.doneMs / progress.durationMs : 0;
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap gap-x-4 text-sm text-muted tabular-nums">
        <span>{isPaused ? words.states.paused : words.states[state as 'waiting']}</span>
        {progress && (
          <span>{words.progress(filmClock(progress.doneMs), filmClock(progress.durationMs))}</span>
        )}
        {progress?.speed && !isPaused && <span>{words.speed(progress.speed.toFixed(1))}</span>}
      </p>
      <div
        role="progressbar"
        aria-label={film.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(100 * done)}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-accent" style={{ width: `${100 * done}%` }} />
      </div>
    </div>
  );
}

function FilmError({ code }: { readonly code: keyof ReturnType<typeof useFailures> }) {
  const { title, help } = useFailures()[code];
  return (
    <div role="alert" className="flex gap-2 text-sm">
      <WarningIcon size={20} />
      <p>
        <span className="font-medium">{title}</span> {help}
      </p>
    </div>
  );
}

function useFailures() {
  return useMessages().failure.byCode;
}
