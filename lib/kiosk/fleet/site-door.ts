import { openFleetDatabase, readMeta } from './fleet-database.ts';
import { siteLine } from './site-line.ts';

/** The site's own time for the way to the server and back, beside the door's, ms. */
const WAY_MS = 3000;

/**
 * Asks the site's server to open the door.
 * @param doorSeconds how long the door may take
 * @throws Error with a sentence for the operator
 */
export async function openBySite(doorSeconds: number): Promise<void> {
  const database = await openFleetDatabase();
  const identity = await readMeta(database, 'identity').finally(() => database.close());
  if (!identity) throw new Error('This kiosk is not enrolled, so the site opens no door for it');
  await siteLine.openDoor(identity.token, doorSeconds * 1000 + WAY_MS);
}
