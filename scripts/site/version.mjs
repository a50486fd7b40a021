import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './root.mjs';

/** Everything that the built site is made of, besides the models. */
const SOURCES = [
  ...['app', 'components', 'lib', 'public', 'scripts/site', 'package-lock.json'],
  ...['next.config.mjs', 'postcss.config.mjs'],
  // Shown at /order and /about.
  ...['docs/order.md', 'docs/order/summary.json'],
];
const MODELS = 'public/models';
/** The installer's settings are read when a page asks for them: a change needs no build. */
const NOT_BUILT = ['public/kiosk.json'];
const NAME_LENGTH = 16;

/**
 * Names by content. Two sites with the same name hold the same files.
 * @param {string} basePath the path below which the site is served; '' for none
 * @returns {{site: string, models: string}} 16 hexadecimal digits each
 */
export function siteVersions(basePath) {
  return { site: nameOf(SOURCES, basePath), models: modelsVersion() };
}

/** The name of what a browser downloads of the models: manifests and weights. */
function modelsVersion() {
  return nameOf(modelFiles());
}

/** Paths of the models' files, relative to the models folder. */
export function modelFileNames() {
  return modelFiles().map((path) => relative(MODELS, path));
}

function modelFiles() {
  return filesOf(MODELS).filter((path) => /\/(manifest\.json|weights\.bin)$/.test(path));
}

function nameOf(paths, salt = '') {
  const sum = createHash('sha256').update(salt);
  const files = paths.flatMap(filesOf).filter((path) => !NOT_BUILT.includes(path));
  for (const path of files.sort()) sum.update(path).update(readFileSync(join(ROOT, path)));
  return sum.digest('hex').slice(0, NAME_LENGTH);
}

/** A file itself, or all files of a folder; paths relative to the project. */
function filesOf(path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(ROOT, join(parentPath, name)));
}
