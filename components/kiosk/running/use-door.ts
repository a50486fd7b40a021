'use client';

import { useCallback, useRef, useState } from 'react';
import type { KioskConfig } from '@/lib/kiosk/config';
import { postToDoor } from '@/lib/kiosk/door/http-door';
import { allowedPort, pulseRelay } from '@/lib/kiosk/door/serial-door';

export type DoorKind = 'http' | 'serial';

export interface Door {
  /** Signals in all ways that are set; never throws and never blocks. */
  readonly open: () => void;
  /** Tries one way. @returns what went wrong, or null */
  readonly test: (kind: DoorKind) => Promise<string | null>;
  /** Since the page opened. */
  readonly signals: number;
  readonly failures: number;
  readonly lastFailure: string | null;
}

const DOORS: Readonly<Record<DoorKind, (config: KioskConfig) => Promise<void>>> = {
  http: postToDoor,
  serial: async (config) => pulseRelay(await allowedPort(), config),
};

/** @param onFailure told of every signal that failed */
export function useDoor(config: KioskConfig, onFailure: (detail: string) => void): Door {
  const [signals, setSignals] = useState(0);
  const [failures, setFailures] = useState(0);
  const [lastFailure, setLastFailure] = useState<string | null>(null);
  /** A relay takes one pulse at a time, and one that is open is open for the next person too. */
  const relayBusy = useRef(false);

  const signal = useCallback(
    async (kind: DoorKind): Promise<string | null> => {
      if (kind === 'serial' && relayBusy.current) return null;
      if (kind === 'serial') relayBusy.current = true;
      setSignals((n) => n + 1);
      try {
        await DOORS[kind](config);
        return null;
      } catch (error) {
        const detail = `${kind}: ${error instanceof Error ? error.message : String(error)}`;
        setFailures((n) => n + 1);
        setLastFailure(detail);
        onFailure(detail);
        return detail;
      } finally {
        if (kind === 'serial') relayBusy.current = false;
      }
    },
    [config, onFailure],
  );
  const open = useCallback(() => {
    if (config.doorUrl) void signal('http');
    if (config.doorSerial) void signal('serial');
  }, [config, signal]);
  return { open, test: signal, signals, failures, lastFailure };
}
