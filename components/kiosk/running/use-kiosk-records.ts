'use client';

import { useCallback, useEffect, useState } from 'react';
import { type Counts, dayKey, firstKeptDay, NO_COUNTS, total } from '@/lib/records/counts';
import type { EventKind } from '@/lib/records/store';
import { useRecordStore } from '../../records/use-record-store';

export interface KioskRecords {
  readonly today: Counts;
  /** Whether this browser keeps them; until it is known, it is taken to. */
  readonly kept: boolean;
  /** Whether it is known if they are kept. */
  readonly ready: boolean;
  readonly add: (hour: string, change: Partial<Counts>) => void;
  /** Also to the console, for whoever looks there. */
  readonly log: (kind: EventKind, detail: string) => Promise<void>;
}

const REFRESH_MS = 60_000;

/** The kiosk's end of the records: what it adds, today's numbers, and old ones deleted. */
export function useKioskRecords(keepDays: number): KioskRecords {
  const state = useRecordStore();
  const store = state.status === 'open' ? state.store : null;
  const [today, setToday] = useState(NO_COUNTS);
  const [failed, setFailed] = useState(false);

  const refresh = useCallback(async () => {
    if (store) setToday(total(await store.hours(dayKey(new Date()))));
  }, [store]);

  useEffect(() => {
    if (!store) return;
    // Browsers short of space delete first what was not asked to be kept.
    navigator.storage?.persist?.().catch(() => undefined);
    const tidy = () => {
      refresh().catch(() => undefined);
      store.deleteBefore(firstKeptDay(new Date(), keepDays)).catch(() => undefined);
    };
    tidy();
    // A new day begins without anybody coming.
    const timer = setInterval(tidy, REFRESH_MS);
    return () => clearInterval(timer);
  }, [store, refresh, keepDays]);

  const add = useCallback(
    (hour: string, change: Partial<Counts>) => {
      store
        ?.add(hour, change)
        .then(refresh)
        .catch(() => setFailed(true));
    },
    [store, refresh],
  );
  const log = useCallback(
    async (kind: EventKind, detail: string) => {
      console.info(`MaskGate kiosk: ${kind}: ${detail}`);
      await store?.log(kind, detail).catch(() => undefined);
    },
    [store],
  );
  const ready = state.status !== 'opening';
  return { today, ready, kept: state.status !== 'failed' && !failed, add, log };
}
