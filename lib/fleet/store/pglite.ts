import { mkdir } from 'node:fs/promises';
import type { Database, Query } from './database.ts';
import { lockFolder } from './lock-folder.ts';

/**
 * A PostgreSQL inside this process, whose files are in a folder.
 * @throws Error where another process has the folder
 */
export async function openPglite(folder: string): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const pglite = await PGlite.create(folder);
    const query: Query = async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await pglite.query<Row>(sql, [...values])).rows;
    return {
      query,
      transaction: (work) =>
        pglite.transaction((transaction) =>
          work(
            async <Row>(sql: string, values: readonly unknown[] = []) =>
              (await transaction.query<Row>(sql, [...values])).rows,
          ),
        ),
      run: async (sql) => {
        await pglite.exec(sql);
      },
      close: async () => {
        await pglite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}
