'use client';

import { useEffect, useRef } from 'react';
import type { PictureTrouble } from '@/lib/camera/picture-watch';
import type { MaskGateError } from '@/lib/errors';

/**
 * A lost engine restarts automatically at most this often within `RECOVERIES_WITHIN_MS`. After that
 * the user decides.
 */
const MOST_RECOVERIES = 3;
const RECOVERIES_WITHIN_MS = 300_000;
/** A frozen or unreadable camera is opened again after this time. */
const REOPEN_CAMERA_MS = 10_000;

interface RecoveryParts {
  /** Why judging has ended; null while it continues. */
  readonly failure: MaskGateError | null;
  readonly trouble: PictureTrouble | null;
  readonly restartEngine: () => void;
  readonly reopenCamera: () => void;
}

/** Restarts a lost engine and reopens a camera that has stopped working. */
export function useRecovery(parts: RecoveryParts): void {
  const { failure, trouble, restartEngine, reopenCamera } = parts;
  const recoveriesMs = useRef<readonly number[]>([]);
  useEffect(() => {
    if (failure?.code !== 'engine-lost') return;
    const nowMs = performance.now();
    const recent = recoveriesMs.current.filter((ms) => nowMs - ms < RECOVERIES_WITHIN_MS);
    if (recent.length >= MOST_RECOVERIES) return;
    recoveriesMs.current = [...recent, nowMs];
    restartEngine();
  }, [failure, restartEngine]);

  const cameraStopped = trouble === 'frozen' || failure?.code === 'camera-frame-failed';
  useEffect(() => {
    if (!cameraStopped) return;
    const timer = setInterval(reopenCamera, REOPEN_CAMERA_MS);
    return () => clearInterval(timer);
  }, [cameraStopped, reopenCamera]);
}
