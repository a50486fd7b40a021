import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.mjs';

const KIOSK_FILE = join(ROOT, 'public/kiosk.json');

/** The installer's settings as they are now; null where there is no such file. */
export async function readKioskFile() {
  return readFile(KIOSK_FILE).catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/**
 * The door that the installer's file names, to the letter of its path, as a source of a content
 * security policy. A door that only the address or the panel names stays blocked, or a link could
 * make the kiosk call anything.
 * @param {Buffer | null} file
 * @returns {string | null} null where the file names none
 */
export function doorOf(file) {
  try {
    const { doorUrl } = JSON.parse(String(file));
    const { protocol, origin, pathname } = new URL(doorUrl);
    if (protocol !== 'http:' && protocol !== 'https:') return null;
    return origin + pathname.replaceAll(';', '%3B').replaceAll(',', '%2C');
  } catch {
    // No file or no door in it. The kiosk itself says what is wrong with a file.
    return null;
  }
}
