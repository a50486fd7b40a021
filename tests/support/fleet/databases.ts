import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe } from 'vitest';
import type { Database } from '../../../lib/fleet/store/database.ts';
import { openDatabase } from '../../../lib/fleet/store/open-database.ts';
import { findPostgres, startPostgres } from '../../harness/servers/postgres.ts';
import { emptyPgliteFolder } from './pglite-folder.ts';

const hasPostgres = (await findPostgres()) !== null;

/** Runs tests on both databases, each with empty tables. */
export function onBothDatabases(tests: (database: () => Database) => void): void {
  describe('PGlite', () => {
    let folder: string;
    tests(
      opened(
        async () => {
          folder = await emptyPgliteFolder();
          return { folder };
        },
        () => rm(folder, { recursive: true }),
      ),
    );
  });
  const name = hasPostgres ? 'PostgreSQL' : 'PostgreSQL (skipped: not installed, see .ci/run)';
  describe.skipIf(!hasPostgres)(name, () => {
    let stop: () => Promise<void>;
    tests(
      opened(
        async () => {
          const running = await startPostgres();
          stop = running.stop;
          return { url: running.url };
        },
        () => stop(),
      ),
    );
  });
}

function opened(
  start: () => Promise<Parameters<typeof openDatabase>[0]>,
  stop: () => Promise<void>,
): () => Database {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await start());
  }, 120_000);
  afterAll(async () => {
    await database?.close();
    await stop();
  });
  return () => database;
}
