'use client';

import { type RefObject, useCallback, useSyncExternalStore } from 'react';

/**
 * Full screen of an element. `toggle` is null where the browser does not support it, e.g. on an
 * iPhone.
 */
export function useFullScreen(element: RefObject<HTMLElement | null>): {
  readonly active: boolean;
  readonly toggle: (() => void) | null;
} {
  const active = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null,
    () => false,
  );
  const possible = useSyncExternalStore(
    subscribe,
    () => document.fullscreenEnabled === true,
    () => false,
  );
  const toggle = useCallback(() => {
    const change = document.fullscreenElement
      ? document.exitFullscreen()
      : element.current?.requestFullscreen();
    // Browsers refuse only without a press of the user. The page stays as it is.
    change?.catch(() => undefined);
  }, [element]);
  return { active, toggle: possible ? toggle : null };
}

function subscribe(listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  return () => document.removeEventListener('fullscreenchange', listener);
}
