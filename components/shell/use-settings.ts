'use client';

import { useSyncExternalStore } from 'react';
import { DEFAULT_SETTINGS, parseSettings, type Settings } from './settings';

const STORAGE_KEY = 'maskgate.settings';

/**
 * The browser may refuse to store settings, e.g. in private windows. They then last as long as the
 * page.
 */
let current: Settings | null = null;
const listeners = new Set<() => void>();

function read(): Settings {
  if (!current) {
    try {
      current = parseSettings(localStorage.getItem(STORAGE_KEY));
    } catch {
      current = DEFAULT_SETTINGS;
    }
  }
  return current;
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...read(), ...change };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(current));
  } catch {
    // Refused: the settings last as long as the page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSettings(): Settings {
  return useSyncExternalStore(subscribe, read, () => DEFAULT_SETTINGS);
}
