'use client';

import { useSyncExternalStore } from 'react';
import { BACKENDS, type EnginePreference } from '@/lib/vision/engine/backends';

/** The engine in `?backend=` of the address; null before the page runs in the browser. */
export function useEnginePreference(): EnginePreference | null {
  return useSyncExternalStore(
    () => () => {},
    () => parseEnginePreference(location.search),
    () => null,
  );
}

export function parseEnginePreference(search: string): EnginePreference {
  const wanted = new URLSearchParams(search).get('backend');
  return BACKENDS.find((backend) => backend === wanted) ?? 'auto';
}
