'use client';

import { useEffect } from 'react';
import { SERVICE_WORKER_PATH } from '@/lib/site-paths';

/**
 * Keeps the site on the device for visits without a network.
 * @param idle the page has what it needs itself: the copy must not slow it down
 */
export function useOffline(idle: boolean): void {
  useEffect(() => {
    if (!idle || process.env.NODE_ENV !== 'production') return;
    // Absent on pages that are not secure; refused in some private windows. The site runs without.
    navigator.serviceWorker?.register(SERVICE_WORKER_PATH).catch(() => undefined);
  }, [idle]);
}
