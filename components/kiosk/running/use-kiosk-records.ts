'use client';

import { useCallback, useEffect, useState } from 'react';
import { RecordCare } from '@/lib/records/care';
import type { CountChange } from '@/lib/records/changes';
import { type Counts, NO_COUNTS, total } from '@/lib/records/counts';
import type { EventKind } from '@/lib/records/events';
import { dayKey } from '@/lib/records/hours';
import type { DeletionPreview } from '@/lib/records/store';
import { useRecordStore } from '../../records/use-record-store';

export interface KioskRecords {
  readonly today: Counts;
  /** Whether this browser keeps them; until it is known, it is taken to. */
  readonly kept: boolean;
  /** Whether it is known if they are kept. */
  readonly ready: boolean;
  /** Rises when all records are deleted; null until it is known. */
  readonly generation: number | null;
  readonly add: (change: CountChange) => void;
  /** What a shorter time to keep would delete; null where it is nothing. */
  readonly previewDeletion: (keepDays: number) => Promise<DeletionPreview | null>;
  /** Also to the console, for developers. Done after `LOG_WAIT_MS` at the latest. */
  readonly log: (kind: EventKind, detail: string) => Promise<void>;
}

const REFRESH_MS = 60_000;
/** A reload that is logged first must not wait for a database that does not answer, ms. */
const LOG_WAIT_MS = 2000;

/** The kiosk's end of the records: what it adds, today's numbers, and old ones deleted. */
export function useKioskRecords(keepDays: number): KioskRecords {
  const { store, status, generation } = useRecordStore();
  const [today, setToday] = useState(NO_COUNTS);

  const refresh = useCallback(async () => {
    if (store) setToday(total(await store.hoursOf(dayKey(new Date()))));
  }, [store]);

  useEffect(() => {
    if (!store) return;
    // Browsers short of space delete first what was not asked to be kept.
    navigator.storage?.persist?.().catch(() => undefined);
    const care = new RecordCare(store);
    const tidy = () => {
      const now = { wallMs: Date.now(), steadyMs: performance.now() };
      // What fails now is tried again in a minute.
      care.tidy(now, keepDays).then(refresh, () => undefined);
    };
    tidy();
    // A new day begins without anybody coming.
    const timer = setInterval(tidy, REFRESH_MS);
    return () => clearInterval(timer);
  }, [store, refresh, keepDays]);

  // Another page deletes them all.
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again because of the generation
  useEffect(() => {
    refresh().catch(() => undefined);
  }, [refresh, generation]);

  const add = useCallback(
    (change: CountChange) => {
      store
        ?.add(change)
        .then(refresh)
        .catch((error: unknown) => console.error('MaskGate kiosk: a count was refused', error));
    },
    [store, refresh],
  );
  const log = useCallback(
    async (kind: EventKind, detail: string) => {
      console.info(`MaskGate kiosk: ${kind}: ${detail}`);
      if (!store) return;
      const written = store.log(kind, detail).catch(() => undefined);
      await Promise.race([written, new Promise((resolve) => setTimeout(resolve, LOG_WAIT_MS))]);
    },
    [store],
  );
  const previewDeletion = useCallback(
    async (days: number) => (store ? store.previewDeletion(days) : null),
    [store],
  );
  const [ready, kept] = [status !== 'opening', status !== 'failed'];
  return { today, ready, kept, generation, add, previewDeletion, log };
}
