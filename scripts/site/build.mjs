import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  BUILDS_FOLDER,
  dropOldBuilds,
  formerVersion,
  isBuilt,
  setCurrent,
  UNFINISHED,
} from './builds.mjs';
import { oneAtATime, throwSentence } from './one-at-a-time.mjs';
import { ROOT } from './root.mjs';
import { siteVersions } from './version.mjs';

/** Output folder of Next.js's export. */
const EXPORT_FOLDER = join(ROOT, 'out');

/**
 * @typedef {{site: string, models: string}} Versions
 * @typedef {(target: string, versions: Versions, basePath: string) => Promise<void>} Build
 * writes a version into a new folder
 */

/**
 * Builds the site if its sources changed since the last build. A version appears completely or not
 * at all.
 * @param {object} options
 * @param {string} options.basePath
 * @param {(sentence: string) => void} options.say
 * @param {string} [options.builds] the folder of built versions
 * @param {Build} [options.build]
 * @returns {Promise<string>} the version to serve: the current one, or the former one if the build
 * fails
 * @throws Error if the build fails and there is no former version
 */
export async function ensureBuilt({ basePath, say, builds = BUILDS_FOLDER, build = buildSite }) {
  const { site: version } = siteVersions(basePath);
  const former = await formerVersion(builds, basePath);
  if (isBuilt(builds, version)) {
    say('The site is built and current.');
    // The sources match an earlier build. A read-only folder stays as it is.
    if (former !== version) await setCurrent(builds, version).catch(() => undefined);
    return version;
  }
  say(former ? 'Something has changed: building the site anew.' : 'Building the site.');
  try {
    await mkdir(builds, { recursive: true }).catch(throwSentence);
    await oneAtATime(builds, say, async () => {
      // Another process has built it meanwhile.
      if (!isBuilt(builds, version)) await buildVersion(builds, basePath, build);
    });
  } catch (error) {
    if (!former) throw error;
    say(`The build failed: ${error.message}`);
    say(`Version ${former}, built before, is served instead.`);
    return former;
  }
  return version;
}

async function buildVersion(builds, basePath, build) {
  const versions = siteVersions(basePath);
  const finished = join(builds, versions.site);
  const unfinished = finished + UNFINISHED;
  await rm(unfinished, { recursive: true, force: true }).catch(throwSentence);
  await build(unfinished, versions, basePath);
  if (siteVersions(basePath).site !== versions.site)
    throw new Error('A file changed while it was read.');
  await rename(unfinished, finished);
  await setCurrent(builds, versions.site);
  await dropOldBuilds(builds);
}

/** @type {Build} */
async function buildSite(target, versions, basePath) {
  // Only builds need esbuild: `npm ci --omit=dev` leaves it out.
  const { checkModels } = await import('./publish/check-models.mjs');
  const { publishSite } = await import('./publish/publish-site.mjs');
  await checkModels();
  try {
    await nextBuild(basePath);
    const { site: version, models } = versions;
    await publishSite(EXPORT_FOLDER, target, { version, models, basePath });
  } finally {
    await rm(EXPORT_FOLDER, { recursive: true, force: true });
  }
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
