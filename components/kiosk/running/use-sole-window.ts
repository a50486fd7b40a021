'use client';

import { useEffect, useState } from 'react';

/** `second`: the kiosk runs in another window of this browser. */
type WindowRole = 'waiting' | 'sole' | 'second';

const LOCK = 'maskgate.kiosk';
/** After a reload, the lock of the former page remains for a moment. */
const PATIENCE_MS = 1500;

/** Lets only one window of a browser run the kiosk: two would count and signal everything twice. */
export function useSoleWindow(): WindowRole {
  const [role, setRole] = useState<WindowRole>('waiting');
  useEffect(() => {
    // Absent on insecure pages, which have no camera either.
    if (!navigator.locks) {
      setRole('sole');
      return;
    }
    const ending = new AbortController();
    const { signal } = ending;
    let isHeld = false;
    // A slow answer does not mean a second window: another window must hold the lock.
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
      // Rejects if the page goes before it gets the lock.
      .catch(() => undefined);
    return () => {
      stopLooking();
      ending.abort();
    };
  }, []);
  return role;
}
