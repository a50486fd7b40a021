'use client';

import { useCallback, useEffect, useState } from 'react';
import { firstKeptDay, type HourRecord } from '@/lib/records/counts';
import type { LoggedEvent } from '@/lib/records/store';
import { useRecordStore } from '../records/use-record-store';

export interface RecordsView {
  readonly status: 'opening' | 'open' | 'failed';
  readonly hours: readonly HourRecord[];
  readonly events: readonly LoggedEvent[];
  /** Deletes what is older. @param days with today, >= 1 */
  readonly keepDays: (days: number) => Promise<void>;
  readonly deleteAll: () => Promise<void>;
}

/** The kiosk may be counting in another window meanwhile. */
const REFRESH_MS = 5000;

/** Everything that is kept, renewed while the page is open. */
export function useRecords(): RecordsView {
  const state = useRecordStore();
  const store = state.status === 'open' ? state.store : null;
  const [hours, setHours] = useState<readonly HourRecord[]>([]);
  const [events, setEvents] = useState<readonly LoggedEvent[]>([]);

  const refresh = useCallback(async () => {
    if (!store) return;
    setHours(await store.hours());
    setEvents(await store.events());
  }, [store]);
  useEffect(() => {
    const update = () => void refresh().catch(() => undefined);
    update();
    const timer = setInterval(update, REFRESH_MS);
    return () => clearInterval(timer);
  }, [refresh]);

  const keepDays = useCallback(
    async (days: number) => {
      await store?.deleteBefore(firstKeptDay(new Date(), days));
      await refresh();
    },
    [store, refresh],
  );
  const deleteAll = useCallback(async () => {
    await store?.deleteAll();
    await refresh();
  }, [store, refresh]);
  return { status: state.status, hours, events, keepDays, deleteAll };
}
