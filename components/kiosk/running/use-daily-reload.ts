'use client';

import { useEffect, useRef } from 'react';
import { reloadIsDue } from '@/lib/kiosk/daily-reload';
import type { EventKind } from '@/lib/records/events';
import { reloadPage } from './reload-page';

/** The reload waits until nobody has been in the picture for this time. */
const QUIET_MS = 60_000;
const loadedAt = new Date();
const NOT_DONE =
  'not done: this browser would ask for the camera again; let it remember that the camera is allowed';

interface DailyReload {
  /** Local, 0 to 23; -1 never. */
  readonly hour: number;
  /** Whether nobody is in the picture. */
  readonly quiet: boolean;
  /** Whether the camera opens without a press after the reload. */
  readonly survives: boolean;
  readonly log: (kind: EventKind, detail: string) => Promise<void>;
}

/** Reloads the page once a day, so that slow leaks stay small. */
export function useDailyReload({ hour, quiet, survives, log }: DailyReload): void {
  /** The day of the log entry that says that the page stays. */
  const toldOn = useRef('');
  useEffect(() => {
    if (!quiet) return;
    const timer = setInterval(() => {
      const now = new Date();
      if (!reloadIsDue(loadedAt, now, hour)) return;
      if (survives) {
        void reloadPage(false, () => log('daily-reload', `set for ${hour}:00`));
      } else if (toldOn.current !== now.toDateString()) {
        toldOn.current = now.toDateString();
        void log('daily-reload', NOT_DONE);
      }
    }, QUIET_MS);
    return () => clearInterval(timer);
  }, [hour, quiet, survives, log]);
}
