'use client';

import { useCallback, useEffect, useState } from 'react';
import { type MaskGateError, toMaskGateError } from '@/lib/errors';
import { MODELS_PATH } from '@/lib/site-paths';
import type { EnginePreference } from '@/lib/vision/engine/backends';
import type { LiveDetector, LoadingProgress } from '@/lib/vision/live/live-detector';
import { openLiveDetector } from '@/lib/vision/live/open-live-detector';

export type DetectorState =
  | { readonly status: 'loading'; readonly progress: LoadingProgress }
  | { readonly status: 'ready'; readonly detector: LiveDetector }
  | { readonly status: 'failed'; readonly error: MaskGateError };

const STARTING: DetectorState = { status: 'loading', progress: { stage: 'engine' } };

/**
 * Keeps a detector open while the component is mounted.
 * @param first the engine to open; null waits
 * @param later the engine after a restart; `first` where absent
 */
export function useDetector(
  first: EnginePreference | null,
  later?: EnginePreference,
): {
  readonly state: DetectorState;
  readonly restart: () => void;
} {
  const [state, setState] = useState(STARTING);
  const [attempt, setAttempt] = useState(0);
  const preference = attempt > 0 && first ? (later ?? first) : first;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens a new detector
  useEffect(() => {
    if (!preference) return;
    setState(STARTING);
    const ending = new AbortController();
    const { signal } = ending;
    const update = (next: DetectorState) => {
      if (!signal.aborted) setState(next);
    };
    openLiveDetector(
      {
        preference,
        modelsUrl: new URL(MODELS_PATH, location.href).href,
        onProgress: (progress) => update({ status: 'loading', progress }),
      },
      signal,
    ).then(
      (detector) => update({ status: 'ready', detector }),
      (error) => update({ status: 'failed', error: toMaskGateError(error, 'engine-unavailable') }),
    );
    return () => ending.abort();
  }, [preference, attempt]);

  const restart = useCallback(() => setAttempt((n) => n + 1), []);
  return { state, restart };
}
