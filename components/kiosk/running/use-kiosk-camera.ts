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
  /** Null without an open camera. */
  readonly camera: Camera | null;
  /** A failure that the watchdog may end; null without one. */
  readonly error: MaskGateError | null;
  /** A failure that only a person can end; null without one. */
  readonly trouble: PersonalTrouble | null;
  /**
   * Whether a person has to allow the camera; `again` where the browser forgot an earlier
   * permission.
   */
  readonly mustAllow: 'first' | 'again' | null;
  /** Whether no frames are expected. */
  readonly resting: boolean;
  /** Whether the camera opens without a press after a reload. */
  readonly survivesReload: boolean;
  /** Handler of the press that allows it. */
  readonly allow: () => void;
  readonly restart: () => void;
}

/** Set once the camera has been open in this tab. Some browsers forget the permission. */
const OPENED_KEY = 'maskgate.kiosk.opened';

/**
 * The kiosk's camera. It opens without a press where it was allowed before. @param wanted whether
 * the page is in use
 */
export function useKioskCamera(wanted: boolean): KioskCamera {
  const permission = useCameraPermission();
  const { cameraId } = useSettings();
  const [openedBefore] = useState(() => readStored(OPENED_KEY, session) !== null);
  const [pressed, setPressed] = useState(false);
  // Where the permission is decided, opening the camera gives the reason for a missing one. So does
  // a page without cameras.
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

/** An insecure page has no cameras. */
function hasCameras(): boolean {
  return navigator.mediaDevices !== undefined;
}
