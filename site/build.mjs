import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BUILDS_FOLDER, currentVersion, dropOldBuilds, isBuilt, setCurrent } from './builds.mjs';
import { ROOT } from './root.mjs';
import { siteVersions } from './version.mjs';

/** Where Next.js writes its export. */
const EXPORT_FOLDER = join(ROOT, 'out');

/**
 * Builds the site where something has changed since it was built.
 * @param {{basePath: string, say: (sentence: string) => void}} options
 * @returns {Promise<string>} the version to serve: this one, else, where the build fails, the former
 * @throws Error where the build fails and there is no former version
 */
export async function ensureBuilt({ basePath, say }) {
  const versions = siteVersions(basePath);
  const version = versions.site;
  if (isBuilt(BUILDS_FOLDER, version)) {
    say('The site is built and current.');
    // A step back to sources that were built before; a read-only folder is left as it is.
    if ((await currentVersion(BUILDS_FOLDER)) !== version)
      await setCurrent(BUILDS_FOLDER, version).catch(() => undefined);
    return version;
  }
  const former = await currentVersion(BUILDS_FOLDER);
  say(former ? 'Something has changed: building the site anew.' : 'Building the site.');
  try {
    await build(version, versions.models, basePath);
  } catch (error) {
    if (!former) throw error;
    say(`The build failed: ${error.message} Version ${former}, built before, is served instead.`);
    return former;
  }
  return version;
}

async function build(version, models, basePath) {
  await mkdir(BUILDS_FOLDER, { recursive: true });
  await nextBuild(basePath);
  // Only a build needs esbuild, which `npm ci --omit=dev` leaves out.
  const { publishSite } = await import('./publish/publish-site.mjs');
  const finished = join(BUILDS_FOLDER, version);
  const unfinished = `${finished}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await publishSite(EXPORT_FOLDER, unfinished, { version, models, basePath });
  await rm(EXPORT_FOLDER, { recursive: true });
  await rm(finished, { recursive: true, force: true });
  await rename(unfinished, finished);
  await setCurrent(BUILDS_FOLDER, version);
  await dropOldBuilds(BUILDS_FOLDER);
}

async function nextBuild(basePath) {
  const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', MASKGATE_BASE_PATH: basePath },
  });
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error('`next build` says above what is wrong.');
}
