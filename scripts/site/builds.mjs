import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.mjs';
import { INDEX_FILE, readIndex } from './site-index.mjs';

/** The folder of built versions. The file `current` names the version to serve. */
export const BUILDS_FOLDER = join(ROOT, '.site');
const CURRENT_FILE = 'current';
/** Name ending of a version that is being built. */
export const UNFINISHED = '.new';
/** Open tabs still load files of their own version. */
const KEPT_VERSIONS = 3;

export function isBuilt(builds, version) {
  return existsSync(join(builds, version, INDEX_FILE));
}

/** The last built version; null without one. */
export async function currentVersion(builds) {
  const version = await readFile(join(builds, CURRENT_FILE), 'utf8').catch(() => '');
  return version && isBuilt(builds, version) ? version : null;
}

/** The version to serve where the newest cannot be built; null without one. */
export async function formerVersion(builds, basePath) {
  const versions = [await currentVersion(builds), ...(await builtVersions(builds))];
  for (const version of versions.filter(Boolean)) {
    if ((await readIndex(join(builds, version))).basePath === basePath) return version;
  }
  return null;
}

/** Selects the version to serve, in one step. */
export async function setCurrent(builds, version) {
  const file = join(builds, CURRENT_FILE);
  await writeFile(file + UNFINISHED, version);
  await rename(file + UNFINISHED, file);
}

/** All complete versions, newest first. */
export async function builtVersions(builds) {
  const names = await readdir(builds).catch(() => []);
  const versions = await Promise.all(
    names
      .filter((name) => !name.endsWith(UNFINISHED) && isBuilt(builds, name))
      .map(async (version) => {
        const { mtimeMs } = await stat(join(builds, version, INDEX_FILE));
        return { version, mtimeMs };
      }),
  );
  return versions.sort((a, b) => b.mtimeMs - a.mtimeMs).map(({ version }) => version);
}

/** Deletes old versions and the remains of failed builds. */
export async function dropOldBuilds(builds) {
  const kept = (await builtVersions(builds)).slice(0, KEPT_VERSIONS);
  const entries = await readdir(builds, { withFileTypes: true });
  await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && !kept.includes(entry.name))
      .map(({ name }) => rm(join(builds, name), { recursive: true })),
  );
}
