'use client';

import { useEffect, useState } from 'react';
import { keepCopy } from '@/lib/offline/keep-copy';

/** Delay before a page without a detector fetches the offline copy with the models. */
const LATER_MS = 8000;

/**
 * Stores the site on the device for visits without a network.
 * @param idle whether the page has loaded its own files: the copy must not delay them
 */
export function useOffline(idle: boolean): void {
  useEffect(() => {
    if (!idle || process.env.NODE_ENV !== 'production') return;
    // Absent on insecure pages. The site works without it.
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    const ending = new AbortController();
    void keepCopy(serviceWorker, ending.signal);
    return () => ending.abort();
  }, [idle]);
}

/**
 * The same for a page without a detector: a visitor who leaves soon does not download the models.
 */
export function useOfflineLater(): void {
  const [later, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  useOffline(later);
}
