import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './root.mjs';

/** All sources of the built site, except the models. */
const SOURCES = [
  ...['app', 'components', 'lib', 'public', 'scripts/site', 'package-lock.json'],
  ...['next.config.mjs', 'postcss.config.mjs'],
  // Shown at /order and /about.
  ...['docs/order.md', 'docs/order/summary.json'],
];
const MODELS = 'public/models';
/** The server reads the installer's settings for each request: a change needs no build. */
const NOT_BUILT = ['public/kiosk.json'];
const NAME_LENGTH = 16;

/**
 * Version names by content. Two sites with the same name have the same files.
 * @param {string} basePath the path below which the site is served; '' for none
 * @returns {{site: string, models: string}} 16 hexadecimal digits each
 */
export function siteVersions(basePath) {
  return { site: nameOf(SOURCES, basePath), models: modelsVersion() };
}

/** The version of the model files that browsers download: manifests and weights. */
function modelsVersion() {
  return nameOf(modelFiles());
}

/** Paths of the model files, relative to the models folder. */
export function modelFileNames() {
  return modelFiles().map((path) => relative(MODELS, path));
}

function modelFiles() {
  return filesOf(MODELS).filter((path) => /\/(manifest\.json|weights(-\d+)?\.bin)$/.test(path));
}

function nameOf(paths, salt = '') {
  const sum = createHash('sha256').update(salt);
  const files = paths.flatMap(filesOf).filter((path) => !NOT_BUILT.includes(path));
  for (const path of files.sort()) sum.update(path).update(readFileSync(join(ROOT, path)));
  return sum.digest('hex').slice(0, NAME_LENGTH);
}

/** A file itself, or all files in a folder. Paths are relative to the project. */
function filesOf(path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)));
}
