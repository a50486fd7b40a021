import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BUILDS_FOLDER } from './builds.mjs';
import { cacheControl, isNamedByContent, securityHeaders } from './headers.mjs';
import { doorOf, readKioskFile } from './kiosk-file.mjs';
import { FILES_FOLDER, readIndex } from './site-index.mjs';

/** Outside the folder of the site's files, so that no web server sends them. */
const CONFIGURATIONS = { nginx: 'nginx.conf', caddy: 'Caddyfile' };

/**
 * Writes a folder for any web server: the site in `public`, and its headers for nginx, Caddy and
 * Netlify.
 * @param {string} version a built version
 * @param {string} target an empty or new folder
 * @throws Error with a readable message where the folder is in use
 */
export async function exportSite(version, target) {
  const folder = resolve(target);
  if ((await readdir(folder).catch(() => [])).length > 0) {
    throw new Error(`${folder} is not empty: name a new folder.`);
  }
  const build = join(BUILDS_FOLDER, version);
  const { files, basePath } = await readIndex(build);
  const publicFolder = join(folder, 'public');
  await mkdir(publicFolder, { recursive: true });
  await cp(join(build, FILES_FOLDER), join(publicFolder, basePath), { recursive: true });
  const settings = await readKioskFile();
  const settingsFile = join(publicFolder, basePath, 'kiosk.json');
  await writeFile(settingsFile, settings ?? '{}');

  const rules = rulesOf(files, doorOf(settings));
  await writeFile(join(folder, CONFIGURATIONS.nginx), forNginx(rules, basePath));
  await writeFile(join(folder, CONFIGURATIONS.caddy), forCaddy(rules, basePath));
  await writeFile(join(publicFolder, '_headers'), forNetlify(files, doorOf(settings), basePath));
}

/**
 * @typedef {{pathname: string | null, named: boolean, headers: Record<string, string>}} Rule
 * `pathname` is null for all other paths; `named` covers files with their hash in the name
 */

/** @returns {Rule[]} the general ones first */
function rulesOf(files, door) {
  const general = [false, true].map((named) => ({
    pathname: null,
    named,
    headers: headersOf(named ? '/models/' : '/any', {}),
  }));
  const pages = Object.entries(files)
    .filter(([pathname, { scriptHashes }]) => scriptHashes && !isNamedByContent(pathname))
    .map(([pathname, { scriptHashes }]) => ({
      pathname,
      named: false,
      headers: headersOf(pathname, { scriptHashes, door }),
    }));
  return [...general, ...pages];
}

function headersOf(pathname, policy) {
  return { ...securityHeaders(pathname, policy), 'Cache-Control': cacheControl(pathname) };
}

/**
 * For use inside a `server` block. Compressed files are next to the others (gzip_static,
 * brotli_static).
 */
function forNginx(rules, basePath) {
  const blocks = rules.map(({ pathname, named, headers }) => {
    const where = named
      ? `~ ^${basePath}/(_next/static|models)/`
      : pathname === null
        ? `${basePath}/`
        : `= ${basePath}${pathname}`;
    const lines = Object.entries(headers).map(
      ([name, value]) => `  add_header ${name} "${value}" always;`,
    );
    const file = fileOf(pathname);
    return [
      `location ${where} {`,
      ...lines,
      `  try_files ${file ? basePath + file : '$uri'} =404;`,
      '}',
    ].join('\n');
  });
  return `root /srv/maskgate/public;\ndefault_type text/plain;\ngzip_static on;\nerror_page 404 ${basePath}/404.html;\n\n${blocks.join('\n\n')}\n`;
}

/** In a `route`, where the last rule that fits wins. */
function forCaddy(rules, basePath) {
  const blocks = rules.flatMap(({ pathname, named, headers }, i) => {
    const matcher = named
      ? `path ${basePath}/_next/static/* ${basePath}/models/*`
      : `path ${basePath}${pathname ?? '/*'}`;
    const lines = Object.entries(headers).map(([name, value]) => `      ${name} \`${value}\``);
    return [`    @rule${i} ${matcher}`, `    header @rule${i} {`, ...lines, '    }'];
  });
  return [
    ':80 {',
    '  root * /srv/maskgate/public',
    '  route {',
    ...blocks,
    '    try_files {path} {path}.html {path}/index.html',
    '    file_server {',
    '      precompressed br gzip',
    '    }',
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Netlify joins the headers of all rules that fit, so each file has a rule of its own. */
function forNetlify(files, door, basePath) {
  const blocks = Object.entries(files).map(([pathname, { scriptHashes }]) => {
    const headers = Object.entries(headersOf(pathname, { scriptHashes, door }));
    return [basePath + pathname, ...headers.map(([name, value]) => `  ${name}: ${value}`)];
  });
  return `${blocks.flat().join('\n')}\n`;
}

function fileOf(pathname) {
  if (pathname === null) return null;
  return pathname === '/' ? '/index.html' : `${pathname}.html`;
}
