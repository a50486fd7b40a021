'use client';

import { useCallback, useEffect, useState } from 'react';
import type { KioskRecord } from '@/lib/kiosk/kiosk';
import { type Counts, dayKey, dayOf, firstKeptDay, NO_COUNTS, total } from '@/lib/records/counts';
import type { EventKind } from '@/lib/records/store';
import { useRecordStore } from '../../records/use-record-store';

export interface KioskRecords {
  readonly today: Counts;
  /** Whether this browser keeps them; until it is known, it is taken to. */
  readonly kept: boolean;
  /** Whether it is known if they are kept. */
  readonly ready: boolean;
  /** As `RecordStore` has it. */
  readonly generation: number | null;
  readonly add: (record: KioskRecord) => void;
  /** What would be deleted if numbers were kept for these days, today included. */
  readonly previewDeletion: (keepDays: number) => Promise<KeepDaysPreview>;
  /** Also to the console. */
  readonly log: (kind: EventKind, detail: string) => Promise<void>;
}

export interface KeepDaysPreview {
  /** Days with counts that would be deleted, and the people in them. */
  readonly days: number;
  readonly people: number;
  /** The first day that would be kept, `2026-11-23`. */
  readonly before: string;
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
    ({ hour, change }: KioskRecord) => {
      store
        ?.add(hour, change)
        .then(refresh)
        .catch(() => setFailed(true));
    },
    [store, refresh],
  );
  const previewDeletion = useCallback(
    async (days: number) => {
      const before = firstKeptDay(new Date(), days);
      const old = ((await store?.hours()) ?? []).filter((record) => dayOf(record) < before);
      return { before, days: new Set(old.map(dayOf)).size, people: total(old).people };
    },
    [store],
  );
  const log = useCallback(
    async (kind: EventKind, detail: string) => {
      console.info(`MaskGate kiosk: ${kind}: ${detail}`);
      await store?.log(kind, detail).catch(() => undefined);
    },
    [store],
  );
  const ready = state.status !== 'opening';
  return {
    today,
    ready,
    previewDeletion,
    generation: null,
    kept: state.status !== 'failed' && !failed,
    add,
    log,
  };
}
