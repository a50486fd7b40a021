'use client';

import { useEffect } from 'react';
import { keepCopy } from '@/lib/offline/keep-copy';

/**
 * Delay before a page that has loaded its own files fetches the rest of the offline copy. A visitor who leaves
 * soon does not download the models, and the first frames of a camera do not wait for the disk.
 */
const LATER_MS = 8000;

/**
 * Stores the site on the device for visits without a network.
 * @param idle whether the page has loaded its own files: the copy must not delay them
 */
export function useOffline(idle = true): void {
  useEffect(() => {
    if (!idle || process.env.NODE_ENV !== 'production') return;
    // Absent on insecure pages. The site works without it.
    const { serviceWorker } = navigator;
    if (!serviceWorker) return;
    const ending = new AbortController();
    const timer = setTimeout(() => void keepCopy(serviceWorker, ending.signal), LATER_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [idle]);
}
