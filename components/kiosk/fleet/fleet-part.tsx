'use client';

import { useEffect, useRef, useState } from 'react';
import type { KioskCommand } from '@/lib/fleet/protocol/kiosk-messages';
import { openFleetDatabase } from '@/lib/kiosk/fleet/fleet-database';
import { FleetKiosk } from '@/lib/kiosk/fleet/fleet-kiosk';
import { keepSettings, readKeptSettings } from '@/lib/kiosk/fleet/kept-settings';
import { newToken } from '@/lib/kiosk/fleet/new-token';
import { RecordsReader } from '@/lib/kiosk/fleet/records-reader';
import { startReporting } from '@/lib/kiosk/fleet/reporting';
import { siteLine } from '@/lib/kiosk/fleet/site-line';
import { reloadPage } from '../running/reload-page';
import { doorWays } from '../running/use-door';
import type { KioskModel } from '../use-kiosk';
import type { FleetPartProps } from './fleet-part-props';
import { heartbeatOf } from './heartbeat';

/** How long words of the operators or about enrolling stay on the screen, ms. */
const SHOWN_MS = 30_000;
/** Several people who are counted at once are taken over together, ms. */
const COLLECT_AFTER_MS = 2000;

/** Reports to the fleet, and shows what its operators say. */
export function FleetPart({ model }: FleetPartProps) {
  const latest = useRef(model);
  const kiosk = useRef<FleetKiosk | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    latest.current = model;
  });

  useEffect(() => {
    const ending = new AbortController();
    const records = new RecordsReader();
    const heartbeat = heartbeatOf(() => latest.current);
    const start = async () => {
      const started = new FleetKiosk(await openFleetDatabase(), siteLine, {
        readRecords: records.read,
        heartbeat,
        settings: readKeptSettings,
        keepSettings,
        carryOut: (command, leave) => carryOut(command, latest.current, setWords, leave),
        say: setWords,
        nowMs: Date.now,
      });
      kiosk.current = started;
      const code = new URLSearchParams(location.search).get('enrol');
      await startReporting(started, { code, newToken, say: setWords }, ending.signal);
    };
    // A browser that keeps nothing can be in no fleet.
    start().catch((error: unknown) => setWords(String(error)));
    return () => {
      ending.abort();
      records.close();
    };
  }, []);

  // Records may be deleted before the next report.
  const { today } = model.records;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `today` changes with each person
  useEffect(() => {
    const timer = setTimeout(() => void kiosk.current?.collect(), COLLECT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [today]);

  useEffect(() => {
    if (!words) return;
    const timer = setTimeout(() => setWords(''), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words]);
  if (!words) return null;
  return (
    <p
      role="status"
      data-fleet-words
      className="fixed inset-x-0 top-0 z-10 bg-black/85 p-[0.6em] text-center text-[5vmin] leading-tight font-semibold text-white"
    >
      {words}
    </p>
  );
}

async function carryOut(
  { kind, text }: KioskCommand,
  model: KioskModel,
  say: (words: string) => void,
  leave: () => Promise<void>,
): Promise<string> {
  switch (kind) {
    case 'message':
      say(text);
      return '';
    case 'reload':
      return (await reloadPage(false, leave)) ? '' : 'The site did not answer.';
    case 'test-door': {
      const ways = doorWays(model.settings.config);
      const failures = await Promise.all(ways.map((way) => model.door.test(way)));
      if (ways.length === 0) return 'No door is set.';
      return failures.filter((failure) => failure !== null).join('; ');
    }
  }
}
