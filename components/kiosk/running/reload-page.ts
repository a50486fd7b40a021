/** Reloads in a row that did not help, across them. */
const STORAGE_KEY = 'maskgate.kiosk.reloads';

export function reloadsInARow(): number {
  try {
    return Number(sessionStorage.getItem(STORAGE_KEY)) || 0;
  } catch {
    return 0;
  }
}

export function forgetReloads(): void {
  try {
    sessionStorage.removeItem(STORAGE_KEY);
  } catch {
    // Nothing was kept either.
  }
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
  try {
    if (counted) sessionStorage.setItem(STORAGE_KEY, String(reloadsInARow() + 1));
  } catch {
    // Without storage it reloads as often as the first time.
  }
  await leave();
  location.reload();
  return true;
}
