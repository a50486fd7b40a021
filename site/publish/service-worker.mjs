import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { copyName, copyPrefix } from '../copy-name.mjs';
import { isNamedByContent } from '../headers.mjs';
import { ROOT } from '../root.mjs';

/** TensorFlow.js needs SIMD on every browser that runs the site; this build of it is for older ones. */
const NOT_COPIED = [/\/tfjs-backend-wasm\.\w+\.wasm$/, /\.map$/, /\.ts$/, /\/kiosk\.[\w.]*json$/];
/** Not asked for by a page: for people who follow a link, and for the installer. */
const NOT_ASKED_FOR = ['/404.html', '/licences.json'];

/**
 * Writes the service worker with the list of the files that it keeps.
 * @param {string} folder the site's files
 * @param {readonly string[]} paths of all files below the folder, each with a slash before it
 * @param {{version: string, basePath: string}} site
 */
export async function writeServiceWorker(folder, paths, { version, basePath }) {
  const copied = paths.filter(
    (path) => !NOT_ASKED_FOR.includes(path) && !NOT_COPIED.some((pattern) => pattern.test(path)),
  );
  const files = await Promise.all(copied.map((path) => describe(folder, path, basePath)));
  const offlineCopy = {
    name: copyName(basePath, version),
    prefix: copyPrefix(basePath),
    basePath,
    files,
  };
  await build({
    entryPoints: [join(ROOT, 'site/service-worker/service-worker.ts')],
    outfile: join(folder, 'service-worker.js'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: {
      OFFLINE_COPY: JSON.stringify(offlineCopy),
      'process.env.NODE_ENV': '"production"',
    },
    logLevel: 'warning',
  });
}

async function describe(folder, path, basePath) {
  const sum = createHash('sha256').update(await readFile(join(folder, path)));
  const integrity = `sha256-${sum.digest('base64')}`;
  const revision = isNamedByContent(path) ? null : integrity.slice('sha256-'.length);
  return { url: basePath + addressOf(path), revision, integrity };
}

/** The address of a page has no ending. */
export function addressOf(path) {
  return path === '/index.html' ? '/' : path.replace(/\.html$/, '');
}
