'use client';

import type { ReactNode } from 'react';
import type { QueueState, StillQueue } from '@/lib/stills/still-queue';
import { Icon, type IconName } from '../../shell/icons';
import { Toolbar } from '../../shell/toolbar';
import { useSettled } from '../../shell/use-settled';
import { useStillsMessages } from '../use-stills-messages';
import { queueProgress } from './queue-progress';

export interface QueueBarProps {
  readonly queue: StillQueue;
  readonly state: QueueState;
  /** Whether the detector is still loading. */
  readonly preparing: boolean;
}

const ANNOUNCE_AFTER_MS = 1000;

/** The progress of the queue, and its buttons. */
export function QueueBar({ queue, state, preparing }: QueueBarProps) {
  const { queue: words } = useStillsMessages();
  const { done, wanted, stopped, picturesPerSecond, secondsLeft } = queueProgress(state);
  const working = done < wanted;
  const text = working ? words.progress(done, wanted) : words.finished(done);
  const spoken = useSettled(text, ANNOUNCE_AFTER_MS);
  return (
    <section
      aria-label={words.name}
      data-done={done}
      data-total={wanted}
      className="rounded-2xl border border-line bg-surface px-3 py-2 sm:p-4"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="flex min-h-11 flex-wrap content-center items-baseline gap-x-4 gap-y-0.5 text-sm text-muted tabular-nums">
          <span className="font-semibold text-ink sm:text-base">{text}</span>
          {working && preparing && <span>{words.preparing}</span>}
          {working && state.paused && <span>{words.paused}</span>}
          {picturesPerSecond !== null && (
            <span>{words.rate(picturesPerSecond.toFixed(picturesPerSecond < 10 ? 1 : 0))}</span>
          )}
          {working && !state.paused && secondsLeft !== null && (
            <span>{words.timeLeft(Math.floor(secondsLeft / 60), secondsLeft % 60)}</span>
          )}
        </p>
        <Toolbar label={words.name} className="ml-auto flex flex-wrap gap-1">
          {working && (
            <Tool
              icon={state.paused ? 'play' : 'pause'}
              onPress={() => queue.setPaused(!state.paused)}
            >
              {state.paused ? words.resume : words.pause}
            </Tool>
          )}
          {working && (
            <Tool icon="close" onPress={() => queue.cancel()}>
              {words.cancel}
            </Tool>
          )}
          {stopped > 0 && (
            <Tool icon="play" onPress={() => queue.takeUpAgain()}>
              {words.takeUpAgain(stopped)}
            </Tool>
          )}
          {!working && (
            <Tool
              icon="trash"
              onPress={() => {
                if (window.confirm(words.clearSure)) queue.clear();
              }}
            >
              {words.clear}
            </Tool>
          )}
        </Toolbar>
      </div>
      <div
        role="progressbar"
        aria-label={words.name}
        aria-valuemin={0}
        aria-valuemax={wanted}
        aria-valuenow={done}
        aria-valuetext={text}
        className="mt-1.5 h-2 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full rounded-full bg-accent duration-300 motion-safe:transition-[width]"
          style={{ width: `${wanted > 0 ? (100 * done) / wanted : 0}%` }}
        />
      </div>
      <p role="status" className="sr-only">
        {spoken}
      </p>
    </section>
  );
}

function Tool(props: {
  readonly icon: IconName;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  return (
    <button
      type="button"
      onClick={props.onPress}
      className="inline-flex min-h-11 items-center gap-2 rounded-xl px-2.5 text-sm font-medium hover:bg-ink/8"
    >
      <Icon name={props.icon} />
      {props.children}
    </button>
  );
}
