'use client';

import type { ReactNode } from 'react';
import type { KioskMessages, StateText } from '@/lib/i18n/kiosk/messages';
import type { KioskState } from '@/lib/kiosk/policy';
import { StateDrawing } from './state-drawing';
import { STATE_LOOKS } from './state-look';
import { useClock } from './use-clock';

interface KioskScreenProps {
  readonly state: KioskState;
  /** The state whose drawing is shown. */
  readonly drawing: KioskState;
  readonly messages: KioskMessages;
  readonly text: StateText;
  /** The camera's picture, or its replacement. */
  readonly picture: ReactNode;
  readonly corner: ReactNode;
  /** Data attributes for tests and other programs. */
  readonly data: Readonly<Record<`data-${string}`, string | number>>;
}

const CLOCK_MS = 1000;

/** The whole screen, readable from three metres: colour, drawing, few words, the faces. */
export function KioskScreen(props: KioskScreenProps) {
  const { state, drawing, messages, text, picture, corner, data } = props;
  const now = useClock(CLOCK_MS);
  const { background, ink } = STATE_LOOKS[state];
  const idle = state === 'idle';
  return (
    <main
      {...data}
      data-kiosk-state={state}
      lang={messages.tag}
      dir={messages.direction}
      className="kiosk fixed inset-0 overflow-hidden [container-type:size]"
      style={{ background, color: ink }}
    >
      {/* Rows keep their sizes whatever is written in them, or everything would jump with each word. */}
      <div className="grid size-full grid-cols-1 grid-rows-[auto_minmax(0,1.15fr)_minmax(auto,0.75fr)_minmax(0,1fr)_auto] gap-[2.5cqmin] p-[4cqmin] landscape:grid-cols-[minmax(0,0.9fr)_minmax(0,1.1fr)] landscape:grid-rows-[auto_minmax(auto,0.8fr)_minmax(0,1fr)_auto] landscape:gap-x-[4cqmin]">
        <header className="flex h-[12cqmin] items-baseline justify-between gap-6 tabular-nums landscape:col-span-2">
          <Clock now={now} tag={messages.tag} large={idle} />
        </header>
        <div className="grid min-h-0 place-items-center landscape:row-span-2">
          <div className="aspect-square h-full max-h-full max-w-full">
            <StateDrawing state={drawing} />
          </div>
        </div>
        <div
          role="status"
          className="text-center text-balance landscape:text-start"
          // Screen readers read each message completely.
          aria-atomic="true"
        >
          <p className="kiosk-title leading-[1.08] font-bold">{text.title}</p>
          <p className="kiosk-detail mt-[0.4em] leading-snug opacity-95">{text.detail}</p>
        </div>
        <div className="relative flex min-h-0">{picture}</div>
        <footer className="kiosk-small flex min-h-[2.2em] items-end justify-between gap-6 landscape:col-span-2">
          <span className="opacity-90">{idle ? messages.privacy : ''}</span>
          {corner}
        </footer>
      </div>
    </main>
  );
}

function Clock(props: { readonly now: Date; readonly tag: string; readonly large: boolean }) {
  const { now, tag, large } = props;
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }).format(now);
  const day = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' });
  return (
    <>
      <time dateTime={now.toISOString()} className={large ? 'kiosk-clock-large' : 'kiosk-clock'}>
        {time}
      </time>
      <span className="kiosk-small opacity-90">{day.format(now)}</span>
    </>
  );
}
