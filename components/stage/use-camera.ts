'use client';

import { useCallback, useEffect, useState } from 'react';
import { watchCameras } from '@/lib/camera/list-cameras';
import { type Camera, type Facing, openCamera } from '@/lib/camera/open-camera';
import { watchPermission } from '@/lib/camera/permission';
import { type ErrorCode, MaskGateError } from '@/lib/errors';

type CameraState =
  | { readonly status: 'off' }
  | { readonly status: 'opening' }
  | { readonly status: 'open'; readonly camera: Camera }
  | { readonly status: 'failed'; readonly error: MaskGateError };

interface CameraWish {
  /** The camera, and its light, are on only while it is wanted. */
  readonly wanted: boolean;
  readonly deviceId: string | null;
  readonly facing: Facing;
}

/** No event says that another program has released a camera. */
const BUSY_RETRY_MS = 3000;

/** Keeps a camera open while it is wanted, and opens it again after a problem. */
export function useCamera({ wanted, deviceId, facing }: CameraWish): {
  readonly state: CameraState;
  readonly retry: () => void;
} {
  const [state, setState] = useState<CameraState>({ status: 'off' });
  const [attempt, setAttempt] = useState(0);
  const tryAgain = useCallback(() => setAttempt((n) => n + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the camera anew
  useEffect(() => {
    if (!wanted) {
      setState({ status: 'off' });
      return;
    }
    // An error stays visible until the camera is open, also during further tries.
    setState((before) => (before.status === 'failed' ? before : { status: 'opening' }));
    const ending = new AbortController();
    let camera: Camera | null = null;
    openCamera({ deviceId, facing }, ending.signal).then(
      (opened) => {
        camera = opened;
        opened.onUnplugged(() => {
          if (ending.signal.aborted) return;
          const error = new MaskGateError('camera-unplugged', 'The camera track ended');
          setState({ status: 'failed', error });
        });
        setState({ status: 'open', camera: opened });
      },
      (error) => {
        if (!ending.signal.aborted) setState({ status: 'failed', error });
      },
    );
    return () => {
      ending.abort();
      camera?.stop();
    };
  }, [wanted, deviceId, facing, attempt]);

  const failure = state.status === 'failed' ? state.error : null;
  useEffect(() => (failure ? whenOver(failure.code, tryAgain) : undefined), [failure, tryAgain]);

  const retry = useCallback(() => {
    setState({ status: 'opening' });
    tryAgain();
  }, [tryAgain]);
  return { state, retry };
}

/**
 * Calls back when a problem may be over, as far as the browser reports it. @returns ends the watch
 */
function whenOver(code: ErrorCode, callback: () => void): (() => void) | undefined {
  switch (code) {
    case 'camera-not-found':
    case 'camera-unplugged':
      return watchCameras(callback);
    case 'camera-in-use': {
      const timer = setTimeout(callback, BUSY_RETRY_MS);
      return () => clearTimeout(timer);
    }
    case 'camera-denied':
      return watchPermission((permission) => {
        if (permission === 'granted') callback();
      });
    default:
      return undefined;
  }
}
