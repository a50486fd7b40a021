import { readStored, session, store } from '../storage';

/** Reloads in a row that did not help. */
const RELOADS_KEY = 'maskgate.kiosk.reloads';

export function reloadsInARow(): number {
  return Number(readStored(RELOADS_KEY, session)) || 0;
}

export function forgetReloads(): void {
  store(RELOADS_KEY, null, session);
}

/**
 * Loads the page anew, unless the site does not answer: a browser's error page would never come
 * back by itself.
 * @param counted whether it is one of those in a row that may not help
 * @param leave done before the page goes
 * @returns false where it stays
 */
export async function reloadPage(counted: boolean, leave: () => Promise<void>): Promise<boolean> {
  try {
    const response = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
    if (!response.ok) return false;
  } catch {
    return false;
  }
  if (counted) store(RELOADS_KEY, String(reloadsInARow() + 1), session);
  await leave();
  location.reload();
  return true;
}
