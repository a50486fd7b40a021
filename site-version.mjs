import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the site is made of, besides the models. */
const SOURCES = [
  ...['app', 'components', 'lib', 'public', 'package-lock.json', 'next.config.mjs'],
  // Shown at /order and /about.
  ...['docs/order.md', 'docs/order/summary.json'],
];
const MODELS = 'public/models';

/**
 * Names of this version of the site and of its models, by content: browsers keep both for visits
 * without a network, and must know when there is something new.
 */
export function siteVersions() {
  return { site: hash(SOURCES), models: hash([MODELS]) };
}

function hash(paths) {
  const sum = createHash('sha256');
  for (const path of paths.flatMap(filesOf).sort()) sum.update(path).update(readFileSync(path));
  return sum.digest('hex').slice(0, 16);
}

function filesOf(path) {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
