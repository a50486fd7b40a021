import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** `DATABASE_URL` names a PostgreSQL; without one, a folder holds everything. */
export type DatabasePlace = { readonly url: string } | { readonly folder: string };

/**
 * Opens the fleet's database with its tables up to date.
 * @throws Error with a readable message: packages are missing, it cannot be reached, it is in use
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  const database = await open(place);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function open(place: DatabasePlace): Promise<Database> {
  try {
    return 'url' in place ? await openPostgres(place.url) : await openPglite(place.folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new Error('A fleet needs the optional packages: run `npm ci` without --omit=optional.', {
      cause: error,
    });
  }
}
