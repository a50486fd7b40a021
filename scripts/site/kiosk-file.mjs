import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

/** Address of the installer's settings, without the base path. */
export const SETTINGS_PATH = '/kiosk.json';
const KIOSK_FILE = join(ROOT, 'public', SETTINGS_PATH);

/** The installer's current settings; null without a file. */
export async function readKioskFile() {
  return readFile(KIOSK_FILE).catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/**
 * The door address in the installer's file as a source for a content security policy, with its full
 * path. A door from the address or the panel stays blocked, because otherwise a link could make the
 * kiosk call any address.
 * @param {Buffer | null} file
 * @returns {string | null} null without a door
 */
export function doorOf(file) {
  try {
    const { doorUrl } = JSON.parse(String(file));
    const { protocol, origin, pathname } = new URL(doorUrl);
    if (protocol !== 'http:' && protocol !== 'https:') return null;
    return origin + pathname.replaceAll(';', '%3B').replaceAll(',', '%2C');
  } catch {
    // No file, or no door in it. The kiosk itself reports a damaged file.
    return null;
  }
}
