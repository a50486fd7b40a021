'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { looksLikeFilm } from '@/lib/film/film-names';
import type { StillFilter } from '@/lib/i18n/stills/messages';
import type { HandedIn } from '@/lib/stills/dropped-files';
import { isCorrected } from '@/lib/stills/pascal-voc';
import type { Still } from '@/lib/stills/still-queue';
import { isJudged } from '@/lib/stills/still-result';
import { useDetector } from '../detection/use-detector';
import { useEnginePreference } from '../detection/use-engine-preference';
import { FilmSection } from '../films/film-section';
import { useFilmQueue } from '../films/use-film-queue';
import { FailureNotice } from '../shell/failure-notice';
import { PageFrame } from '../shell/page-frame';
import { useOffline } from '../shell/use-offline';
import { VerdictSummary } from '../verdict/verdict-summary';
import { FilterBar } from './list/filter-bar';
import { QueueBar } from './list/queue-bar';
import { StillList } from './list/still-list';
import { PickPictures } from './pick-pictures';
import { SaveBar } from './save/save-bar';
import { StillsStart } from './stills-start';
import { useHandedIn } from './use-handed-in';
import { useStillQueue } from './use-still-queue';
import { useStillsMessages } from './use-stills-messages';
import { facesWithVerdict } from './zoom/face-looks';

/** Judges the faces of photographs and films. */
export function StillsPage() {
  const words = useStillsMessages();
  const { state: detector, restart } = useDetector(useEnginePreference());
  const ready = detector.status === 'ready' ? detector.detector : null;
  useOffline(ready !== null);
  const { queue, state } = useStillQueue(ready, restart);
  const { stills } = state;
  // Pictures go first: they are done sooner.
  const busy = !state.paused && stills.some(isInWork);
  const { queue: filmQueue, state: filmState } = useFilmQueue(busy ? null : ready);
  const { films } = filmState;
  const [filter, setFilter] = useState<StillFilter>('all');
  const [notice, setNotice] = useState('');

  const takeIn = useCallback(
    ({ sources, leftOut, unread }: HandedIn) => {
      queue.add(
        sources.filter(({ name }) => !looksLikeFilm(name)),
        unread,
      );
      filmQueue.add(sources.filter(({ name }) => looksLikeFilm(name)));
      const nothing = sources.length + unread.length === 0 ? words.pick.nothing : '';
      setNotice(leftOut > 0 ? `${nothing} ${words.pick.leftOut(leftOut)}`.trim() : nothing);
    },
    [queue, filmQueue, words],
  );
  const hovering = useHandedIn(takeIn);

  const faces = useMemo(
    () =>
      stills.flatMap(({ result }) => (result && isJudged(result) ? facesWithVerdict(result) : [])),
    [stills],
  );
  useLeaveWarning(stills.some(wouldBeLost) || films.some(isInWork));
  const error =
    detector.status === 'failed' ? detector.error : (state.failure ?? filmState.failure);

  return (
    <PageFrame title={words.title}>
      <div
        data-engine={ready?.engine.backend ?? ''}
        className={`mx-auto flex w-full max-w-5xl flex-1 flex-col gap-2.5 px-3 pb-4 sm:gap-4 sm:px-6 ${hovering ? 'rounded-3xl outline-3 outline-accent outline-dashed' : ''}`}
      >
        {stills.length + films.length === 0 ? (
          <StillsStart hovering={hovering} onHandedIn={takeIn} />
        ) : (
          <>
            <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              {/* On a phone the navigation says it, and the first picture comes sooner. */}
              <h1 className="text-xl font-semibold max-sm:sr-only">{words.title}</h1>
              <PickPictures compact onHandedIn={takeIn} />
            </div>
            {stills.length > 0 && (
              <QueueBar queue={queue} state={state} preparing={detector.status === 'loading'} />
            )}
          </>
        )}
        {notice && (
          <p role="status" className="text-sm text-muted">
            {notice}
          </p>
        )}
        {error && (
          <div className="grid place-items-center">
            <FailureNotice error={error} onRetry={restart} />
          </div>
        )}
        {stills.length > 0 && (
          <>
            <div className="min-h-8.5">{faces.length > 0 && <VerdictSummary people={faces} />}</div>
            <div className="flex flex-wrap items-center gap-2">
              <SaveBar stills={stills} />
              <FilterBar stills={stills} filter={filter} onFilter={setFilter} />
            </div>
            <StillList stills={stills} filter={filter} queue={queue} />
          </>
        )}
        {films.length > 0 && <FilmSection queue={filmQueue} state={filmState} />}
      </div>
    </PageFrame>
  );
}

function isInWork({ state }: { readonly state: string }): boolean {
  return state === 'waiting' || state === 'judging';
}

/** Whether leaving the page loses work that the same files would not give again immediately. */
function wouldBeLost(still: Still): boolean {
  const { result } = still;
  return isInWork(still) || (result !== null && isJudged(result) && isCorrected(result));
}

/** Asks before the user leaves the page by mistake. */
function useLeaveWarning(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [wanted]);
}
