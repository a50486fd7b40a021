'use client';

import { useEffect, useState } from 'react';

/** `second`: the kiosk runs in another window of this browser. */
type WindowRole = 'waiting' | 'sole' | 'second';

const LOCK = 'maskgate.kiosk';
/** A page that was just reloaded finds the lock of its former self for a moment. */
const PATIENCE_MS = 1500;

/** Lets one window of a browser run the kiosk: two would count and signal everything twice. */
export function useSoleWindow(): WindowRole {
  const [role, setRole] = useState<WindowRole>('waiting');
  useEffect(() => {
    // Absent on pages that are not secure, which have no camera either.
    if (!navigator.locks) {
      setRole('sole');
      return;
    }
    const ending = new AbortController();
    const { signal } = ending;
    let isHeld = false;
    // Slowness alone is no second window: the lock must be held by somebody.
    const look = async () => {
      const { held = [] } = await navigator.locks.query();
      if (isHeld || signal.aborted) return;
      if (held.some(({ name }) => name === LOCK)) setRole('second');
    };
    const timer = setInterval(() => void look().catch(() => undefined), PATIENCE_MS);
    const stopLooking = () => clearInterval(timer);
    navigator.locks
      .request(LOCK, { signal }, () => {
        if (signal.aborted) return undefined;
        isHeld = true;
        stopLooking();
        setRole('sole');
        // Held until the page goes.
        return new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => resolve());
        });
      })
      // Rejects when the page goes before the lock came.
      .catch(() => undefined);
    return () => {
      stopLooking();
      ending.abort();
    };
  }, []);
  return role;
}
