'use client';

import { useEffect } from 'react';
import { COPY_NAME } from '@/lib/site-paths';

/**
 * While a page is open, an update leaves the copy of the page's version on the device: the service
 * worker asks for this lock (`scripts/site/service-worker/copies.ts`).
 */
export function VersionHold() {
  useEffect(() => {
    const ending = new AbortController();
    const untilEnd = () =>
      new Promise<void>((resolve) => {
        ending.signal.addEventListener('abort', () => resolve(), { once: true });
      });
    // Absent on pages that are not secure, which have no copy.
    navigator.locks?.request(COPY_NAME, { mode: 'shared' }, untilEnd).catch(() => undefined);
    return () => ending.abort();
  }, []);
  return null;
}
