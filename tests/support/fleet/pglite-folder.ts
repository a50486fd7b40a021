import { cp, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openPglite } from '../../../lib/fleet/store/pglite.ts';

const CACHE = path.resolve('.cache/fleet');

/**
 * A new folder with an empty PGlite. To create its files takes 10 s on one core, so they are
 * created once and then copied.
 */
export async function emptyPgliteFolder(): Promise<string> {
  const { version } = JSON.parse(
    await readFile('node_modules/@electric-sql/pglite/package.json', 'utf8'),
  ) as { version: string };
  const made = path.join(CACHE, `pglite-${version}`);
  const folder = await mkdtemp(path.join(tmpdir(), 'maskgate-fleet-'));
  try {
    await cp(made, folder, { recursive: true });
  } catch {
    await mkdir(CACHE, { recursive: true });
    await (await openPglite(folder)).close();
    // Another test may have made the cache in the meantime.
    const copy = await mkdtemp(`${made}-`);
    await cp(folder, copy, { recursive: true });
    await rename(copy, made).catch(() => rm(copy, { recursive: true }));
  }
  return folder;
}
