import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { transform } from 'esbuild';
import { ROOT } from '../root.mjs';
import { FILES_FOLDER, INDEX_FILE } from '../site-index.mjs';
import { modelFileNames } from '../version.mjs';
import { compressFile } from './compress.mjs';
import { writeFleetBundle } from './fleet-bundle.mjs';
import { inlineScriptHashes, withFirstScript } from './inline-scripts.mjs';
import { addressOf, writeServiceWorker } from './service-worker.mjs';

/** A package's script that Next.js passes on as it is: that of the engine's threads. */
const UNCHANGED_SCRIPT = /\/_next\/static\/media\/.*\.js$/;

/**
 * Makes of Next.js's export what is served: pages that trust the site's own scripts alone, models by their
 * content's name, service worker, compressed forms, and an index.
 * @param {string} exported a folder; it stays as it is
 * @param {string} target a folder that is made
 * @param {{version: string, models: string, basePath: string, compress?: boolean}} site
 * `compress` false writes no compressed forms
 */
export async function publishSite(
  exported,
  target,
  { version, models, basePath, compress = true },
) {
  const folder = join(target, FILES_FOLDER);
  await cp(exported, folder, { recursive: true, filter: (source) => isServed(exported, source) });
  for (const page of (await filesBelow(folder)).filter((path) => path.endsWith('.html'))) {
    const file = join(folder, page);
    await writeFile(file, withFirstScript(await readFile(file, 'utf8')));
  }
  for (const script of (await filesBelow(folder)).filter((path) => UNCHANGED_SCRIPT.test(path))) {
    await minifyFile(join(folder, script));
  }
  for (const name of modelFileNames()) {
    const to = join(folder, 'models', models, name);
    await mkdir(dirname(to), { recursive: true });
    await cp(join(ROOT, 'public/models', name), to);
  }
  await writeFleetBundle(target);
  await writeServiceWorker(folder, await filesBelow(folder), { version, basePath });

  const entries = (await filesBelow(folder)).map(async (path) => [
    addressOf(path),
    await describe(folder, path, compress),
  ]);
  /** @type {import('../site-index.mjs').SiteIndex} */
  const index = { version, basePath, files: Object.fromEntries(await Promise.all(entries)) };
  await writeFile(join(target, INDEX_FILE), JSON.stringify(index, null, 1));
}

/** Whether a file of the export is served at its own path. */
function isServed(exported, source) {
  const path = relative(exported, source);
  // Models move, and the installer's settings come from their own file.
  if (path === 'models' || path === 'kiosk.json') return false;
  // Data for Next.js's client-side navigation. The links of this site load whole pages.
  const isPageData = /(^|\/)__next\./.test(path) || existsSync(source.replace(/\.txt$/, '.html'));
  if (path.endsWith('.txt') && isPageData) return false;
  return path !== '_not-found.html' && path !== '_not-found';
}

async function minifyFile(file) {
  const { code } = await transform(await readFile(file, 'utf8'), { minify: true });
  await writeFile(file, code);
}

async function describe(folder, path, compress) {
  const content = await readFile(join(folder, path));
  const sum = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  return {
    file: path.slice(1),
    etag: `W/"${sum}"`,
    encodings: compress ? await compressFile(join(folder, path)) : [],
    ...(path.endsWith('.html') && { scriptHashes: inlineScriptHashes(String(content)) }),
  };
}

/** Paths below a folder, each with a leading slash. */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `/${relative(folder, join(parentPath, name))}`)
    .sort();
}
