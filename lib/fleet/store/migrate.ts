import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Database } from './database.ts';

/** Beside this file, and beside the bundle that the build makes of it. */
const MIGRATIONS_FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));
/** Any number that nothing else in the database locks. */
const LOCK = 4_917_203;

/**
 * Brings the tables up to date: each numbered file runs once, in order. Two servers that start at
 * once wait for each other.
 * @returns the names of the files that ran now
 * @throws Error where the database belongs to a newer version of the site
 */
export async function migrate(database: Database): Promise<string[]> {
  const files = (await readdir(MIGRATIONS_FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  await database.run(
    'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
  );
  return database.transaction(async (query) => {
    await query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const rows = await query<{ name: string }>('SELECT name FROM migrations');
    const applied = new Set(rows.map(({ name }) => name));
    const unknown = [...applied].filter((name) => !files.includes(name));
    if (unknown.length > 0) {
      throw new Error(
        `The fleet's database was made by a newer version of the site (${unknown.join(', ')}): update the site.`,
      );
    }
    const missing = files.filter((name) => !applied.has(name));
    for (const name of missing) {
      const sql = await readFile(MIGRATIONS_FOLDER + name, 'utf8');
      for (const statement of statementsIn(sql)) await query(statement);
      await query('INSERT INTO migrations (name) VALUES ($1)', [name]);
    }
    return missing;
  });
}

/** The files hold plain statements: a semicolon at the end of a line ends one. */
function statementsIn(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
