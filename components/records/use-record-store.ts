'use client';

import { useEffect, useState } from 'react';
import { openRecordStore, type RecordStore } from '@/lib/records/store';

export type RecordStoreState =
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly store: RecordStore }
  | { readonly status: 'failed' };

/** Keeps the records open while the component lives. */
export function useRecordStore(): RecordStoreState {
  const [state, setState] = useState<RecordStoreState>({ status: 'opening' });
  useEffect(() => {
    let ended = false;
    let opened: RecordStore | null = null;
    openRecordStore().then(
      (store) => {
        opened = store;
        if (ended) store.close();
        else setState({ status: 'open', store });
      },
      () => {
        if (!ended) setState({ status: 'failed' });
      },
    );
    return () => {
      ended = true;
      opened?.close();
    };
  }, []);
  return state;
}
