import type { ServedSettings } from '../../fleet/protocol/fleet-settings.ts';

/** The fleet's settings on this device; a kiosk that is in no fleet has none. */
const KEY = 'maskgate.fleet';
/** Tells this window, which gets no `storage` event for what it stores itself. */
export const FLEET_CHANGED = 'maskgate.fleet';

export function readKeptSettings(): ServedSettings | null {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as ServedSettings | null;
  } catch {
    return null;
  }
}

/** @param settings null where the kiosk is in no fleet any more */
export function keepSettings(settings: ServedSettings | null): void {
  if (settings) localStorage.setItem(KEY, JSON.stringify(settings));
  else localStorage.removeItem(KEY);
  dispatchEvent(new Event(FLEET_CHANGED));
}
