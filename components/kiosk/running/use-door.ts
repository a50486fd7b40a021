'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { KioskConfig } from '@/lib/kiosk/config';
import { browserSerial, chosenBoard } from '@/lib/kiosk/door/chosen-board';
import { DoorSignals, type DoorWay, describeFailure } from '@/lib/kiosk/door/door-signals';
import { postToDoor } from '@/lib/kiosk/door/http-door';

export interface Door {
  /** Signals all configured ways. Never throws and never blocks. */
  readonly open: () => void;
  /** Tests one way; for the relay, until it is closed again. @returns the error, or null */
  readonly test: (way: DoorWay) => Promise<string | null>;
  /** Number of signals since the page opened. */
  readonly signals: number;
  readonly failures: number;
  readonly lastFailure: string | null;
  /** Whether the latest signal failed. */
  readonly isFailing: boolean;
}

/**
 * @param mayPass whether the screen lets people pass now: a failed signal is repeated during this
 * time
 * @param onFailure receives every failed signal, but not its repetitions
 */
export function useDoor(
  config: KioskConfig,
  mayPass: boolean,
  onFailure: (detail: string) => void,
): Door {
  const [signals, setSignals] = useState(0);
  const [failures, setFailures] = useState(0);
  const [lastFailure, setLastFailure] = useState<string | null>(null);
  const [isFailing, setIsFailing] = useState(false);
  const latest = useRef({ config, onFailure });
  useEffect(() => {
    latest.current = { config, onFailure };
  });

  const fail = useCallback((detail: string, again: boolean) => {
    setFailures((n) => n + 1);
    setLastFailure(detail);
    setIsFailing(true);
    if (!again) latest.current.onFailure(detail);
  }, []);
  const [sender] = useState(
    () =>
      new DoorSignals(
        (way) => sendSignal(way, latest.current.config, fail).then(() => setIsFailing(false)),
        { sent: () => setSignals((n) => n + 1), failed: fail },
      ),
  );
  useEffect(() => {
    sender.allowPassing(mayPass);
    return () => sender.allowPassing(false);
  }, [sender, mayPass]);
  useClosedRelay(config, fail);

  const open = useCallback(() => {
    sender.open(doorWays(latest.current.config));
  }, [sender]);
  const test = useCallback(
    async (way: DoorWay) => {
      setSignals((n) => n + 1);
      try {
        await (way === 'http'
          ? openByHttp(latest.current.config)
          : testRelay(latest.current.config));
        setIsFailing(false);
        return null;
      } catch (error) {
        const detail = describeFailure(way, error);
        fail(detail, false);
        return detail;
      }
    },
    [fail],
  );
  return { open, test, signals, failures, lastFailure, isFailing };
}

type Fail = (detail: string, again: boolean) => void;

/** The configured ways to signal the door. */
export function doorWays({ doorUrl, doorVia, doorSerial }: KioskConfig): DoorWay[] {
  const http = doorUrl !== '' || doorVia === 'site';
  return [...(http ? (['http'] as const) : []), ...(doorSerial ? (['serial'] as const) : [])];
}

/** Only an enrolled kiosk fetches the code that asks the site's server. */
async function openByHttp(config: KioskConfig): Promise<void> {
  if (config.doorVia === 'kiosk') return postToDoor(config);
  const { openBySite } = await import('@/lib/kiosk/fleet/site-door');
  await openBySite(config.doorTimeoutSeconds);
}

/**
 * Resolves when the door has received the signal. A relay that does not close later is a separate
 * failure.
 */
async function sendSignal(way: DoorWay, config: KioskConfig, fail: Fail): Promise<void> {
  if (way === 'http') return openByHttp(config);
  const { closed } = await (await chosenBoard()).open(config);
  closed.catch((error) => fail(`${describeFailure(way, error)} (closing)`, false));
}

async function testRelay(config: KioskConfig): Promise<void> {
  const { closed } = await (await chosenBoard()).open(config);
  await closed;
}

/** A reload during a pulse, or a pulled cable, leaves the relay open. This closes it. */
function useClosedRelay(config: KioskConfig, fail: Fail): void {
  const latest = useRef(config);
  useEffect(() => {
    latest.current = config;
  });
  const { doorSerial } = config;
  useEffect(() => {
    if (!doorSerial) return;
    const close = async () => {
      try {
        await (await chosenBoard()).close(latest.current);
      } catch (error) {
        fail(`${describeFailure('serial', error)} (closing at the start)`, false);
      }
    };
    void close();
    const serial = browserSerial();
    serial?.addEventListener('connect', close);
    return () => serial?.removeEventListener('connect', close);
  }, [doorSerial, fail]);
}
