'use client';

import { useCallback, useEffect, useMemo, useRef } from 'react';
import type { KioskMessages, StateText } from '@/lib/i18n/kiosk/messages';
import type { KioskMemory, KioskOrders } from '@/lib/kiosk/kiosk';
import type { KioskState } from '@/lib/kiosk/policy';
import { announce } from './running/announcer';
import { useDailyReload } from './running/use-daily-reload';
import { type Door, useDoor } from './running/use-door';
import { type KioskRecords, useKioskRecords } from './running/use-kiosk-records';
import { type KioskSight, useKioskSight } from './running/use-kiosk-sight';
import { useWakeLock } from './running/use-wake-lock';
import { screenText, stateText } from './screen/kiosk-text';
import { useKioskMessages } from './screen/use-kiosk-messages';
import type { KioskSettings } from './use-kiosk-config';
import { useKioskState } from './use-kiosk-state';

/** Everything that the view draws. */
export interface KioskModel {
  readonly settings: KioskSettings;
  readonly messages: KioskMessages;
  readonly state: KioskState;
  readonly text: StateText;
  readonly sight: KioskSight;
  readonly memory: KioskMemory;
  /** Whether frames are judged and show something: only then boxes and verdicts are valid. */
  readonly works: boolean;
  readonly records: KioskRecords;
  readonly door: Door;
}

/** The kiosk: camera and check, state, records, door, sound, and the watchdog. */
export function useKiosk(settings: KioskSettings): KioskModel {
  const { config, problems } = settings;
  const messages = useKioskMessages(config);
  const records = useKioskRecords(config.keepDays);
  const { log, add } = records;
  useStartLog(problems, records);
  useWakeLock(config.screenOnFromHour, config.screenOnToHour);
  const sight = useKioskSight(config, log);
  const works = sight.checking && !sight.blind;

  /** Set below: the state tells the door who may pass, and its orders open the door. */
  const openDoor = useRef<() => void>(() => undefined);
  const onOrders = useCallback(
    ({ records: changes, openDoor: opens, announce: state, worn }: KioskOrders) => {
      for (const change of changes) add(change);
      if (opens) openDoor.current();
      if (state) {
        const { title, detail } = stateText({ ...config, state, worn, group: false }, messages);
        announce(config, state, { text: `${title}. ${detail}`, tag: messages.tag });
      }
    },
    [add, config, messages],
  );
  const { result, leastIntervalMs } = sight;
  const { generation } = records;
  const { memory, interrupt } = useKioskState({ result, config, generation, onOrders });
  useEffect(() => {
    if (!works) interrupt();
  }, [works, interrupt]);

  const onDoorFailure = useCallback((detail: string) => void log('door-failed', detail), [log]);
  const door = useDoor(config, works && memory.admits, onDoorFailure);
  useEffect(() => {
    openDoor.current = door.open;
  }, [door.open]);

  // Any box brings the full rate, even before it is a person. Ignored faces do not.
  const alone = result.facesFollowed <= memory.leftOut.size;
  useEffect(() => {
    leastIntervalMs.current = alone ? 1000 / config.idleFramesPerSecond : 0;
  }, [alone, leastIntervalMs, config.idleFramesPerSecond]);

  const state = works ? memory.shown : 'not-checking';
  const { camera, black, checking, starting } = sight;
  useDailyReload({
    hour: config.reloadHour,
    quiet: state === 'idle' || state === 'not-checking',
    survives: camera.survivesReload,
    log,
  });
  const text = useMemo(
    () =>
      screenText(
        {
          state,
          worn: memory.worn,
          group: memory.group,
          policy: config.policy,
          trouble: camera.trouble,
          mustAllow: camera.mustAllow,
          black: black && checking,
          starting,
        },
        messages,
      ),
    [state, memory.worn, memory.group, config.policy, camera, black, checking, starting, messages],
  );
  return { settings, messages, state, text, sight, memory, works, records, door };
}

/** Logs the start of the page and its ignored settings. */
function useStartLog(problems: KioskSettings['problems'], { ready, log }: KioskRecords): void {
  const told = useRef<KioskSettings['problems'] | null>(null);
  useEffect(() => {
    if (!ready) return;
    if (told.current === null) void log('started', navigator.userAgent);
    if (told.current === problems) return;
    told.current = problems;
    for (const { source, name, value, reason } of problems) {
      void log('setting-ignored', `${source}: ${name}${value && ` = ${value}`}: ${reason}`);
    }
  }, [problems, ready, log]);
}
