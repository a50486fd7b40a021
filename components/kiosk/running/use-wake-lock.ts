'use client';

import { useEffect } from 'react';

const RETRY_MS = 30_000;

/** Keeps the screen on while the page is visible; browsers let go of it whenever it is hidden. */
export function useWakeLock(): void {
  useEffect(() => {
    let ended = false;
    let lock: WakeLockSentinel | null = null;
    const take = async () => {
      if (ended || document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        const taken = await navigator.wakeLock?.request('screen');
        if (ended) await taken?.release();
        else lock = taken ?? null;
        lock?.addEventListener('release', take, { once: true });
      } catch {
        // A low battery or a policy may refuse it: asked again below.
      }
    };
    take();
    const timer = setInterval(take, RETRY_MS);
    document.addEventListener('visibilitychange', take);
    return () => {
      ended = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', take);
      lock?.release().catch(() => undefined);
    };
  }, []);
}
