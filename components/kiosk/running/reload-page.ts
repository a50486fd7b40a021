import { readStored, session, store } from '../storage';

/** Number of consecutive reloads that did not help. */
const RELOADS_KEY = 'maskgate.kiosk.reloads';

export function reloadsInARow(): number {
  return Number(readStored(RELOADS_KEY, session)) || 0;
}

export function forgetReloads(): void {
  store(RELOADS_KEY, null, session);
}

/**
 * Reloads the page, unless the site does not answer: the browser's error page would stay for good.
 * @param counted whether it counts as one of the consecutive reloads that may not help
 * @param leave runs before the page goes
 * @returns false where the page stays
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
