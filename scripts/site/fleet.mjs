import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { BUILDS_FOLDER } from './builds.mjs';
import { doorOf, readKioskFile } from './kiosk-file.mjs';
import { FLEET_BUNDLE } from './site-index.mjs';

/**
 * Where the fleet of kiosks is stored. Null: there is none, and nothing of it is loaded.
 * @param {string | undefined} folder of `--fleet`
 */
export function fleetPlace(folder) {
  const { DATABASE_URL, MASKGATE_FLEET } = process.env;
  if (folder ?? MASKGATE_FLEET) return { folder: folder ?? MASKGATE_FLEET };
  return DATABASE_URL ? { url: DATABASE_URL } : null;
}

/**
 * Opens the fleet of a built version.
 * @param {string} version
 * @param {NonNullable<ReturnType<typeof fleetPlace>>} place
 * @param {string} basePath
 * @returns {Promise<import('../../lib/fleet/fleet.ts').Fleet>}
 */
export async function openFleetOf(version, place, basePath) {
  const { openFleet } = await loadBundle(version);
  const installedDoor = async () => doorOf(await readKioskFile().catch(() => null));
  return openFleet({ place, basePath, installedDoor, environment: process.env });
}

/** Asks for a password and stores it with the operator's name. */
export async function storeOperatorOf(version, place, name) {
  const { storeOperator } = await loadBundle(version);
  await storeOperator(place, name, await readPassword());
}

/** @returns {Promise<typeof import('../../lib/fleet/fleet.ts')>} */
function loadBundle(version) {
  return import(pathToFileURL(join(BUILDS_FOLDER, version, FLEET_BUNDLE)).href);
}

/** The first line of stdin. */
async function readPassword() {
  if (process.stdin.isTTY) process.stderr.write('Password (it is shown while you type): ');
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  return '';
}
