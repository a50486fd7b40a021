'use client';

import { useEffect } from 'react';
import { COPY_NAME } from '@/lib/site-paths';

/**
 * Holds a lock while a page is open, so that an update keeps the offline copy of the page's
 * version. The service worker checks the lock (`scripts/site/service-worker/copies.ts`).
 */
export function VersionHold() {
  useEffect(() => {
    const ending = new AbortController();
    const untilEnd = () =>
      new Promise<void>((resolve) => {
        ending.signal.addEventListener('abort', () => resolve(), { once: true });
      });
    // Absent on insecure pages, which have no offline copy.
    navigator.locks?.request(COPY_NAME, { mode: 'shared' }, untilEnd).catch(() => undefined);
    return () => ending.abort();
  }, []);
  return null;
}
