'use client';

import { useEffect } from 'react';
import { reloadIsDue } from '@/lib/kiosk/daily-reload';
import type { EventKind } from '@/lib/records/store';
import { reloadPage } from './reload-page';

/** Nobody was there for so long: nobody is interrupted. */
const QUIET_MS = 60_000;
const loadedAt = new Date();

/** Loads the page afresh once a day, so that a month is thirty days. */
export function useDailyReload(
  hour: number,
  quiet: boolean,
  log: (kind: EventKind, detail: string) => Promise<void>,
): void {
  useEffect(() => {
    if (!quiet) return;
    const timer = setInterval(() => {
      if (!reloadIsDue(loadedAt, new Date(), hour)) return;
      void reloadPage(false, () => log('daily-reload', `set for ${hour}:00`));
    }, QUIET_MS);
    return () => clearInterval(timer);
  }, [hour, quiet, log]);
}
