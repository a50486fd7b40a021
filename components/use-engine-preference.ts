'use client';

import { useSyncExternalStore } from 'react';
// The type and not the list: the list's module would bring TensorFlow.js into the page.
import type { EnginePreference } from '@/lib/vision/engine';

const ENGINES: readonly EnginePreference[] = ['webgpu', 'webgl', 'wasm'];

/** The engine that the address asks for with `?backend=`; null until the page has come alive. */
export function useEnginePreference(): EnginePreference | null {
  return useSyncExternalStore(
    () => () => {},
    () => parseEnginePreference(location.search),
    () => null,
  );
}

export function parseEnginePreference(search: string): EnginePreference {
  const wanted = new URLSearchParams(search).get('backend');
  return ENGINES.find((engine) => engine === wanted) ?? 'auto';
}
