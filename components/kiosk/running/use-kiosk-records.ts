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
  /** Whether this browser stores them. True until it is known. */
  readonly kept: boolean;
  /** Whether `kept` is known. */
  readonly ready: boolean;
  /** Increases when all records are deleted; null until it is known. */
  readonly generation: number | null;
  readonly add: (change: CountChange) => void;
  /** What a shorter time would delete; null for nothing. */
  readonly previewDeletion: (keepDays: number) => Promise<DeletionPreview | null>;
  /** Also logs to the console. Done after `LOG_WAIT_MS` at the latest. */
  readonly log: (kind: EventKind, detail: string) => Promise<void>;
}

const REFRESH_MS = 60_000;
/** A reload must not wait longer for its log entry: the database may not answer. */
const LOG_WAIT_MS = 2000;

/** The kiosk's records: adds counts, shows today's, and deletes old ones. */
export function useKioskRecords(keepDays: number): KioskRecords {
  const { store, status, generation } = useRecordStore();
  const [today, setToday] = useState(NO_COUNTS);

  const refresh = useCallback(async () => {
    if (store) setToday(total(await store.hoursOf(dayKey(new Date()))));
  }, [store]);

  useEffect(() => {
    if (!store) return;
    // Browsers that run out of space first delete data without this request.
    navigator.storage?.persist?.().catch(() => undefined);
    const care = new RecordCare(store);
    const tidy = () => {
      const now = { wallMs: Date.now(), steadyMs: performance.now() };
      // A failure is tried again in a minute.
      care.tidy(now, keepDays).then(refresh, () => undefined);
    };
    tidy();
    // A new day begins even if nobody comes.
    const timer = setInterval(tidy, REFRESH_MS);
    return () => clearInterval(timer);
  }, [store, refresh, keepDays]);

  // Another page may delete all records.
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
