'use client';

import { type RefObject, useRef } from 'react';
import type { KioskConfig } from '@/lib/kiosk/config';
import type { EventKind } from '@/lib/records/events';
import { useDetector } from '../../detection/use-detector';
import { useEnginePreference } from '../../detection/use-engine-preference';
import { type LiveResult, useLiveDetection } from '../../detection/use-live-detection';
import { useOffline } from '../../shell/use-offline';
import { usePageVisible } from '../../shell/use-page-visible';
import { usePictureTrouble } from '../../stage/use-picture-trouble';
import { type KioskCamera, useKioskCamera } from './use-kiosk-camera';
import { useWatchdog } from './use-watchdog';

export interface KioskSight {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly camera: KioskCamera;
  /** Name of the engine's backend; empty without an engine. */
  readonly engine: string;
  readonly result: LiveResult;
  /** Least time between two judged frames, ms. It may change at any time. */
  readonly leastIntervalMs: RefObject<number>;
  /** Whether frames are judged now. */
  readonly checking: boolean;
  /** Whether the camera's picture is frozen, black or noise. */
  readonly blind: boolean;
  /** Whether the picture is black. */
  readonly black: boolean;
  /** Whether no frame has been judged yet and nothing has failed. */
  readonly starting: boolean;
  readonly reportDrawTime: (ms: number) => void;
}

/**
 * The engine after a failure. It starts on every device within seconds, while a lost graphics card
 * may take long to return. The next reload tries the card again.
 */
const SURE_ENGINE = 'wasm';

/** The kiosk's camera and check, with the watchdog that restarts them. */
export function useKioskSight(
  { stallSeconds }: KioskConfig,
  log: (kind: EventKind, detail: string) => Promise<void>,
): KioskSight {
  const video = useRef<HTMLVideoElement>(null);
  const leastIntervalMs = useRef(0);
  const camera = useKioskCamera(usePageVisible());
  const { state: detector, restart: rebuildEngine } = useDetector(
    useEnginePreference(),
    SURE_ENGINE,
  );
  const ready = detector.status === 'ready' ? detector.detector : null;
  useOffline(ready !== null);
  const trouble = usePictureTrouble(video, camera.camera);
  const { result, failure, reportDrawTime } = useLiveDetection({
    video,
    camera: camera.camera,
    detector: ready,
    faceThreshold: undefined,
    leastIntervalMs,
  });

  const frameFailed = failure?.code === 'camera-frame-failed';
  const cameraFailed = camera.error !== null || frameFailed;
  const engineFailed = detector.status === 'failed' || (failure !== null && !frameFailed);
  const checking = useWatchdog({
    video,
    framesJudged: result.framesJudged,
    failed: engineFailed ? 'engine' : cameraFailed ? 'camera' : null,
    loading: detector.status === 'loading',
    resting: camera.resting,
    stallSeconds,
    restartCamera: camera.restart,
    rebuildEngine,
    log,
  });
  return {
    video,
    camera,
    engine: ready?.engine.backend ?? '',
    result,
    leastIntervalMs,
    checking,
    blind: trouble !== null,
    black: trouble === 'black',
    starting: result.framesJudged === 0 && !engineFailed && !cameraFailed,
    reportDrawTime,
  };
}
