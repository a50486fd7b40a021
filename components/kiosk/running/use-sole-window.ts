'use client';

import { useEffect, useState } from 'react';

/** `second`: the kiosk runs in another window of this browser. */
export type WindowRole = 'waiting' | 'sole' | 'second';

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
    const patience = setTimeout(() => setRole('second'), PATIENCE_MS);
    navigator.locks
      .request(LOCK, { signal: ending.signal }, () => {
        clearTimeout(patience);
        setRole('sole');
        // Held until the page goes.
        return new Promise<void>((resolve) => {
          ending.signal.addEventListener('abort', () => resolve());
        });
      })
      // Rejects when the page goes before the lock came.
      .catch(() => undefined);
    return () => {
      clearTimeout(patience);
      ending.abort();
    };
  }, []);
  return role;
}
