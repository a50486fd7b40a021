'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KioskOrders } from '@/lib/kiosk/kiosk';
import { useDetector } from '../detection/use-detector';
import { useEnginePreference } from '../detection/use-engine-preference';
import { useLiveDetection } from '../detection/use-live-detection';
import { useOffline } from '../shell/use-offline';
import { usePageVisible } from '../shell/use-page-visible';
import { useSettings } from '../shell/use-settings';
import { Overlay } from '../stage/overlay';
import { Stage } from '../stage/stage';
import { useBlackPicture } from '../stage/use-black-picture';
import { useCamera } from '../stage/use-camera';
import { KioskPanel } from './panel/kiosk-panel';
import { announce } from './running/announcer';
import { useCameraPermission } from './running/use-camera-permission';
import { useDailyReload } from './running/use-daily-reload';
import { useDoor } from './running/use-door';
import { type KioskRecords, useKioskRecords } from './running/use-kiosk-records';
import { useWakeLock } from './running/use-wake-lock';
import { useWatchdog } from './running/use-watchdog';
import { AllowCamera } from './screen/allow-camera';
import { KioskCorner } from './screen/kiosk-corner';
import { kioskFaces } from './screen/kiosk-faces';
import { KioskScreen } from './screen/kiosk-screen';
import { useClock } from './screen/use-clock';
import { stateText, useKioskMessages } from './screen/use-kiosk-text';
import type { KioskSettings } from './use-kiosk-config';
import { useKioskState } from './use-kiosk-state';

/** Troubles that only a person can end: trying again and again would help nobody. */
const FOR_A_PERSON = ['camera-denied', 'camera-blocked-by-policy', 'camera-insecure-page'];
const CLOCK_MS = 1000;
/** What takes over from an engine that failed: it starts everywhere within seconds, where a graphics card
 * that was taken away may be long in coming back. The next reload tries the card again. */
const SURE_ENGINE = 'wasm';
/** Tags on faces are read from further away here. */
const TAG_MAGNIFICATION = 1.8;
const NOBODY_TO_MARK: never[] = [];

/** The kiosk: camera, check, screen, records, door, and what keeps them running. */
export function KioskView({ settings }: { readonly settings: KioskSettings }) {
  const { config, problems } = settings;
  const video = useRef<HTMLVideoElement>(null);
  const visible = usePageVisible();
  const messages = useKioskMessages(config);
  const records = useKioskRecords(config.keepDays);
  const { log } = records;
  useWakeLock();

  const [allowed, setAllowed] = useState(false);
  const permission = useCameraPermission();
  const wanted = (allowed || permission === 'granted') && visible;
  const { cameraId } = useSettings();
  const { state: cameraState, retry } = useCamera({ wanted, deviceId: cameraId, facing: 'user' });
  const camera = cameraState.status === 'open' ? cameraState.camera : null;
  const { state: detector, restart } = useDetector(useEnginePreference(), SURE_ENGINE);
  const ready = detector.status === 'ready' ? detector.detector : null;
  useOffline(ready !== null);
  const black = useBlackPicture(video, camera !== null);

  const leastIntervalMs = useRef(0);
  const { result, failure, reportDrawTime } = useLiveDetection({
    video,
    camera,
    detector: ready,
    faceThreshold: undefined,
    leastIntervalMs,
  });
  // A single box brings the full rate, before it is anybody.
  const alone = result.state.tracker.tracks.length === 0;
  useEffect(() => {
    leastIntervalMs.current = alone ? 1000 / config.idleFramesPerSecond : 0;
  }, [alone, config.idleFramesPerSecond]);

  const engineFailed = detector.status === 'failed' || (ready !== null && failure !== null);
  const cameraError = cameraState.status === 'failed' ? cameraState.error : null;
  const forAPerson = cameraError !== null && FOR_A_PERSON.includes(cameraError.code);
  const asking = cameraState.status === 'opening' && permission !== 'granted';
  const checking = useWatchdog({
    video,
    framesJudged: result.framesJudged,
    failed: engineFailed ? 'engine' : cameraError && !forAPerson ? 'camera' : null,
    loading: detector.status === 'loading',
    resting: !wanted || asking || forAPerson,
    stallSeconds: config.stallSeconds,
    restartCamera: retry,
    rebuildEngine: restart,
    log,
  });

  const onDoorFailure = useCallback((detail: string) => void log('door-failed', detail), [log]);
  const door = useDoor(config, onDoorFailure);
  const { add } = records;
  const { open: openDoor } = door;
  const onOrders = useCallback(
    ({ records: changes, openDoor: opens, announce: state }: KioskOrders) => {
      for (const { hour, change } of changes) add(hour, change);
      if (opens) openDoor();
      if (state) {
        const { title, detail } = stateText(state, messages, { ...config, group: false });
        announce(config, state, { text: `${title}. ${detail}`, tag: messages.tag });
      }
    },
    [add, openDoor, config, messages],
  );
  const { memory, interrupt } = useKioskState(result, config, onOrders);
  const works = checking && !black;
  useEffect(() => {
    if (!works) interrupt();
  }, [works, interrupt]);

  const state = works ? memory.shown : 'not-checking';
  const now = useClock(CLOCK_MS);
  useDailyReload(config.reloadHour, state === 'idle' || state === 'not-checking', log);
  useStartLog(problems, records);

  const faces = useMemo(
    () => kioskFaces(result.state.people, memory.visitors, messages),
    [result.state.people, memory.visitors, messages],
  );
  const starting = result.framesJudged === 0 && !engineFailed && !cameraError;
  const text =
    state !== 'not-checking'
      ? stateText(state, messages, { ...config, group: memory.group })
      : starting
        ? messages.starting
        : { ...messages.states[state], ...(black && checking ? { detail: messages.dark } : {}) };
  const mustAllow = forAPerson || (permission !== null && permission !== 'granted' && !allowed);

  return (
    <>
      <KioskScreen
        state={state}
        messages={messages}
        text={mustAllow ? messages.allowCamera : text}
        now={now}
        picture={
          <>
            <div
              className={
                config.showCamera && camera ? 'flex flex-1 [&>section]:min-h-0' : 'kiosk-unseen'
              }
            >
              <Stage
                name={messages.states.looking.title}
                video={video}
                stream={camera?.stream ?? null}
                mirrored={config.mirror}
              >
                <Overlay
                  faces={works ? faces : NOBODY_TO_MARK}
                  frame={result.frame}
                  mirrored={config.mirror}
                  magnification={TAG_MAGNIFICATION}
                  onPainted={reportDrawTime}
                />
              </Stage>
            </div>
            {mustAllow && (
              <AllowCamera
                messages={messages}
                onAllow={() => {
                  setAllowed(true);
                  retry();
                }}
              />
            )}
          </>
        }
        corner={
          <KioskCorner
            messages={messages}
            counts={config.showCounts ? records.today : null}
            doorFailures={door.failures}
            problems={problems.length + (records.kept ? 0 : 1)}
          />
        }
        data={{
          'data-engine': ready?.engine.backend ?? '',
          'data-frames': result.framesJudged,
          'data-people': records.today.people,
          'data-signals': door.signals,
        }}
      />
      <KioskPanel settings={settings} door={door} recordsKept={records.kept} />
    </>
  );
}

/** Tells the log that the page has started, and with which settings ignored. */
function useStartLog(problems: KioskSettings['problems'], { ready, log }: KioskRecords): void {
  const told = useRef<KioskSettings['problems'] | null>(null);
  useEffect(() => {
    if (!ready) return;
    if (told.current === null) void log('started', navigator.userAgent);
    if (told.current === problems) return;
    told.current = problems;
    for (const { source, name, value, reason } of problems) {
      void log('setting-ignored', `${source}: ${name} = ${value}: ${reason}`);
    }
  }, [problems, ready, log]);
}
