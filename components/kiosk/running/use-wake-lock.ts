'use client';

import { useEffect } from 'react';
import { isBetweenHours } from '@/lib/kiosk/hours';

/** How often the hour is checked and a refused lock is requested again. */
const LOOK_EVERY_MS = 30_000;

/**
 * Keeps the screen on between two hours of the day while the page is visible. Browsers release the
 * lock when the page is hidden.
 * @param from, to as in `isBetweenHours`
 */
export function useWakeLock(from: number, to: number): void {
  useEffect(() => {
    let ended = false;
    let lock: WakeLockSentinel | null = null;
    let isAsking = false;
    const isWanted = () =>
      !ended && document.visibilityState === 'visible' && isBetweenHours(new Date(), from, to);
    const look = async () => {
      const held = lock !== null && !lock.released;
      if (!isWanted()) {
        if (held) await lock?.release();
        return;
      }
      if (held || isAsking) return;
      isAsking = true;
      try {
        const taken = (await navigator.wakeLock?.request('screen')) ?? null;
        lock = taken;
        if (!isWanted()) await taken?.release();
        else taken?.addEventListener('release', look, { once: true });
      } catch {
        // A low battery or a policy may refuse it.
      } finally {
        isAsking = false;
      }
    };
    void look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      ended = true;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      void look();
    };
  }, [from, to]);
}
