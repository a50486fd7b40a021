'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Camera } from '@/lib/camera/open-camera';
import type { MaskGateError } from '@/lib/errors';
import { PERSONAL_TROUBLES, type PersonalTrouble } from '@/lib/i18n/kiosk/messages';
import { useSettings } from '../../shell/use-settings';
import { useCamera } from '../../stage/use-camera';
import { readStored, session, store } from '../storage';
import { useCameraPermission } from './use-camera-permission';

export interface KioskCamera {
  /** Null while none is open. */
  readonly camera: Camera | null;
  /** A failure that the watchdog may end; null for none. */
  readonly error: MaskGateError | null;
  /** A failure that only a person can end; null for none. */
  readonly trouble: PersonalTrouble | null;
  /** Whether somebody has to allow the camera; `again` where the browser forgot that they did. */
  readonly mustAllow: 'first' | 'again' | null;
  /** Whether no frames are to be expected. */
  readonly resting: boolean;
  /** Whether the camera would open by itself after the page was loaded anew. */
  readonly survivesReload: boolean;
  /** For the press that allows it. */
  readonly allow: () => void;
  readonly restart: () => void;
}

/** Set once the camera was open in this tab. Some browsers do not remember that it was allowed. */
const OPENED_KEY = 'maskgate.kiosk.opened';

/** The kiosk's camera: opens by itself wherever it was allowed before. @param wanted is the page in use */
export function useKioskCamera(wanted: boolean): KioskCamera {
  const permission = useCameraPermission();
  const { cameraId } = useSettings();
  const [openedBefore] = useState(() => readStored(OPENED_KEY, session) !== null);
  const [pressed, setPressed] = useState(false);
  // Asking a browser that has decided tells why there is no camera; so does a page that has none.
  const decided = permission === 'granted' || permission === 'denied' || !hasCameras();
  const { state, retry } = useCamera({
    wanted: wanted && permission !== null && (decided || openedBefore || pressed),
    deviceId: cameraId,
    facing: 'user',
  });

  const camera = state.status === 'open' ? state.camera : null;
  useEffect(() => {
    if (camera) store(OPENED_KEY, 'yes', session);
  }, [camera]);

  const failure = state.status === 'failed' ? state.error : null;
  const trouble = PERSONAL_TROUBLES.find((code) => code === failure?.code) ?? null;
  const isAsking =
    wanted &&
    (permission === 'prompt' || permission === 'untold') &&
    (state.status === 'off' || state.status === 'opening');
  const allow = useCallback(() => {
    setPressed(true);
    retry();
  }, [retry]);
  return {
    camera,
    error: trouble ? null : failure,
    trouble,
    mustAllow: isAsking ? (openedBefore ? 'again' : 'first') : null,
    resting: !wanted || permission === null || isAsking || trouble !== null,
    survivesReload: permission === 'granted',
    allow,
    restart: retry,
  };
}

/** A page that is not secure has none. */
function hasCameras(): boolean {
  return navigator.mediaDevices !== undefined;
}
