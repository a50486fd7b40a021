'use client';

import { useEffect, useState } from 'react';
import { keepCopy } from '@/lib/offline/keep-copy';

/** How long a page that judges nothing waits before the copy, and with it the models, is fetched, ms. */
const LATER_MS = 8000;

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

/** The same for a page that judges nothing: a visitor who leaves soon has fetched no models. */
export function useOfflineLater(): void {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  useOffline(later);
}
