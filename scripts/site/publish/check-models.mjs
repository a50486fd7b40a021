import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../root.mjs';

const PUBLISHED = join(ROOT, 'public/models');

/**
 * Checks the manifests of the models that are about to be served: pages trust them.
 * @param {string} [folder] of published models
 * @throws Error naming the file and what does not fit
 */
export async function checkModels(folder = PUBLISHED) {
  const { checkManifest } = await importBundled('lib/vision/model/manifest.ts');
  for (const task of ['face-finder', 'mask-classifier']) {
    checkManifest(task, await readFile(join(folder, task, 'manifest.json'), 'utf8'));
  }
}

/** Imports TypeScript of the site, which Node itself cannot read. */
async function importBundled(path) {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, path)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  const [{ contents }] = outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(contents).toString('base64')}`);
}
