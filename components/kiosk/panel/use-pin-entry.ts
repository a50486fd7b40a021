'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { isRightPin } from '@/lib/kiosk/pin';
import {
  addWrongPin,
  NO_PIN_TRIES,
  parsePinTries,
  pauseLeftMs,
  restartPause,
} from '@/lib/kiosk/pin-pause';
import { readStored, store } from '../storage';

interface PinEntry {
  /** Checks a PIN. Does nothing during a pause or another check. */
  readonly enter: (typed: string) => Promise<void>;
  /** `not-secure`: this page cannot check a hash. */
  readonly refusal: 'wrong' | 'not-secure' | null;
  /** Time until the next try, rounded up; 0 for none. */
  readonly waitSeconds: number;
}

const STORAGE_KEY = 'maskgate.kiosk.pin-tries';
const TICK_MS = 250;

/**
 * Opens the panel for the right PIN. The pause after a wrong one is stored, so that a reload does
 * not end it.
 */
export function usePinEntry(pin: string, onOpen: () => void): PinEntry {
  const [tries, setTries] = useState(() =>
    restartPause(parsePinTries(readStored(STORAGE_KEY)), Date.now()),
  );
  const [nowMs, setNowMs] = useState(() => Date.now());
  /** Two presses may come before the first one is rendered. */
  const isChecking = useRef(false);
  const [refusal, setRefusal] = useState<PinEntry['refusal']>(null);
  const leftMs = pauseLeftMs(tries, nowMs);
  const isPaused = leftMs > 0;

  useEffect(() => {
    if (!isPaused) return;
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isPaused]);

  const enter = useCallback(
    async (typed: string) => {
      if (isPaused || isChecking.current) return;
      isChecking.current = true;
      try {
        if (await isRightPin(typed, pin)) {
          store(STORAGE_KEY, null);
          setTries(NO_PIN_TRIES);
          onOpen();
          return;
        }
        const atMs = Date.now();
        const next = addWrongPin(tries, atMs);
        store(STORAGE_KEY, JSON.stringify(next));
        setTries(next);
        setNowMs(atMs);
        setRefusal('wrong');
      } catch {
        setRefusal('not-secure');
      } finally {
        isChecking.current = false;
      }
    },
    [pin, tries, isPaused, onOpen],
  );
  return { enter, refusal, waitSeconds: Math.ceil(leftMs / 1000) };
}
