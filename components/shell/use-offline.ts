'use client';

import { useEffect } from 'react';
import { keepCopy } from '@/lib/offline/keep-copy';

/**
 * Keeps the site on the device for visits without a network.
 * @param idle the page has what it needs itself: the copy must not slow it down
 */
export function useOffline(idle: boolean): void {
  useEffect(() => {
    if (!idle || process.env.NODE_ENV !== 'production') return;
    // Absent on pages that are not secure. The site runs without.
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    const ending = new AbortController();
    void keepCopy(serviceWorker, ending.signal);
    return () => ending.abort();
  }, [idle]);
}
