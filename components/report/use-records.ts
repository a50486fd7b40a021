'use client';

import { useCallback, useEffect, useState } from 'react';
import type { LoggedEvent } from '@/lib/records/events';
import type { DayRecord, HourRecord } from '@/lib/records/hours';
import type { RecordStore } from '@/lib/records/store';
import { useRecordStore } from '../records/use-record-store';

export interface RecordsView {
  readonly store: RecordStore;
  /** Hours of the selected day. */
  readonly hours: readonly HourRecord[];
  /** All days with counts, in ascending order. */
  readonly days: readonly DayRecord[];
  /** The latest first. */
  readonly events: readonly LoggedEvent[];
  /** Reads everything again. */
  readonly refresh: () => Promise<void>;
}

/** The kiosk may be counting in another window. */
const REFRESH_MS = 5000;

type Content = Pick<RecordsView, 'hours' | 'days' | 'events'>;

/**
 * The records in the report, read again while the page is open.
 * @param day `2026-11-23`; null before one is selected
 * @returns null until everything is read; `failed` where the browser stores nothing
 */
export function useRecords(day: string | null): {
  readonly records: RecordsView | null;
  readonly failed: boolean;
} {
  const { store, status, generation } = useRecordStore();
  const [content, setContent] = useState<Content | null>(null);

  const refresh = useCallback(async () => {
    if (!store || !day) return;
    const [hours, days, events] = await Promise.all([
      store.hoursOf(day),
      store.days(),
      store.events(),
    ]);
    setContent({ hours, days, events });
  }, [store, day]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page may have deleted everything
  useEffect(() => {
    // The status says why nothing can be read.
    const update = () => void refresh().catch(() => undefined);
    update();
    const timer = setInterval(update, REFRESH_MS);
    return () => clearInterval(timer);
  }, [refresh, generation]);

  const records = store && content ? { store, ...content, refresh } : null;
  return { records, failed: status === 'failed' };
}
