import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { copyName, copyPrefix } from '../copy-name.mjs';
import { isNamedByContent } from '../headers.mjs';
import { ROOT } from '../root.mjs';

/**
 * Not in the offline copy: the wasm without SIMD, which only unsupported browsers need, the settings, which
 * have their own cache, and the icons, which browsers keep where the site is installed.
 */
const NOT_COPIED = [
  /\/tfjs-backend-wasm\.\w+\.wasm$/,
  /\.map$/,
  /\.ts$/,
  /\/kiosk\.[\w.]*json$/,
  /^\/icons\//,
];

/**
 * In the decoders of Zstandard and LERC, two compressions of TIFF: 59 kB, for files of maps and of
 * microscopes. No offline copy has them.
 */
const RARE_MARK = 'ZSTD_findDecompressedSize';

/** Only what belongs to a fleet of kiosks asks this. */
const FLEET_MARK = 'api/fleet';

const LEGACY_SCRIPT = /<script\b(?=[^>]*\bnomodule\b)[^>]*\bsrc="([^"]+)"/gi;

/**
 * Writes the service worker with the list of its files, and the addresses of these files as
 * `offline-files.json` for benchmarks.
 * @param {string} folder the site's files
 * @param {readonly string[]} paths of all files below the folder, each with a leading slash
 * @param {{version: string, basePath: string}} site
 */
export async function writeServiceWorker(folder, paths, { version, basePath }) {
  const texts = await readTexts(folder, paths);
  const left = new Set([
    ...legacyScripts(texts, basePath),
    ...fleetFiles(texts),
    ...rareScripts(texts),
  ]);
  const copied = paths.filter(
    (path) => !left.has(path) && !NOT_COPIED.some((pattern) => pattern.test(path)),
  );
  const files = await Promise.all(copied.map((path) => describe(folder, path, basePath)));
  const addresses = files.map(({ url }) => url);
  await writeFile(join(folder, 'offline-files.json'), JSON.stringify(addresses));
  const offlineCopy = {
    name: copyName(basePath, version),
    prefix: copyPrefix(basePath),
    basePath,
    files,
  };
  await build({
    entryPoints: [join(ROOT, 'scripts/site/service-worker/service-worker.ts')],
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

/** Pages, scripts and styles, by their paths. */
async function readTexts(folder, paths) {
  const named = paths.filter((path) => /\.(html|js|css)$/.test(path));
  const entries = named.map(async (path) => [path, await readFile(join(folder, path), 'utf8')]);
  return new Map(await Promise.all(entries));
}

/**
 * Paths of the scripts that Next.js adds for browsers without modules. Such browsers cannot run the
 * site, and others never load these scripts.
 */
function legacyScripts(texts, basePath) {
  const pages = [...texts].filter(([path]) => path.endsWith('.html'));
  const tags = pages.flatMap(([, text]) => [...text.matchAll(LEGACY_SCRIPT)]);
  return tags.map(([, address]) => address.slice(basePath.length));
}

function rareScripts(texts) {
  return [...texts.keys()].filter(
    (path) => path.endsWith('.js') && texts.get(path).includes(RARE_MARK),
  );
}

/**
 * The operators' page, and the scripts that only a fleet needs: those that carry its mark, and those that
 * nothing names but these. Whoever is in no fleet must not fetch them.
 */
function fleetFiles(texts) {
  const named = [...texts.keys()];
  const marked = new Set(
    named.filter((path) => path === '/fleet.html' || texts.get(path).includes(FLEET_MARK)),
  );
  const needed = new Set(named.filter((path) => path.endsWith('.html') && !marked.has(path)));
  for (const path of needed) {
    for (const other of named) {
      if (marked.has(other) || needed.has(other)) continue;
      if (texts.get(path).includes(basename(other))) needed.add(other);
    }
  }
  const scripts = named.filter((path) => isNamedByContent(path) && path.endsWith('.js'));
  const onlyFleet = scripts.filter((path) => {
    const byFleet = [...marked].some((other) => texts.get(other).includes(basename(path)));
    return byFleet && !needed.has(path);
  });
  return [...marked, ...onlyFleet];
}

async function describe(folder, path, basePath) {
  const sum = createHash('sha256').update(await readFile(join(folder, path)));
  const integrity = `sha256-${sum.digest('base64')}`;
  const revision = isNamedByContent(path) ? null : integrity.slice('sha256-'.length);
  return { url: basePath + addressOf(path), revision, integrity };
}

/** The address of a page has no file extension. */
export function addressOf(path) {
  return path === '/index.html' ? '/' : path.replace(/\.html$/, '');
}
