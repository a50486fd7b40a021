'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { type RecordStatus, RecordStore } from '@/lib/records/store';

export interface OpenRecords {
  /** Null before the first effect: the server has no database. */
  readonly store: RecordStore | null;
  readonly status: RecordStatus;
  /** Increases when all records are deleted; null until it is known. */
  readonly generation: number | null;
}

/** The records of this device while the component is mounted. */
export function useRecordStore(): OpenRecords {
  const [store, setStore] = useState<RecordStore | null>(null);
  useEffect(() => {
    const opened = new RecordStore();
    setStore(opened);
    return () => opened.close();
  }, []);
  const subscribe = store?.subscribe ?? subscribeToNothing;
  const status = useSyncExternalStore(subscribe, store?.getStatus ?? opening, opening);
  const generation = useSyncExternalStore(subscribe, store?.getGeneration ?? unknown, unknown);
  return { store, status, generation };
}

const subscribeToNothing = () => () => undefined;
const opening = () => 'opening' as const;
const unknown = () => null;
