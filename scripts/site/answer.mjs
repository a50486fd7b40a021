import { lookup } from 'mrmime';
import Negotiator from 'negotiator';
import { cacheControl, STRICT_TRANSPORT_SECURITY, securityHeaders } from './headers.mjs';
import { doorOf, readKioskFile, SETTINGS_PATH } from './kiosk-file.mjs';
import { FLEET_PATH, NOT_FOUND_PATH } from './site-index.mjs';

const KIOSK_PATH = '/kiosk';
/**
 * Without a settings file of the installer this one is served: a kiosk with defaults. A 404 would
 * appear as an error in browsers' consoles.
 */
const DEFAULT_SETTINGS_PATH = '/kiosk.defaults.json';

/**
 * Answers a request from the files of a built site.
 * @param {import('./file-store.mjs').FileStore & {basePath: string}} everything
 * @param {{hasFleet?: boolean}} [options]
 * @returns {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => Promise<void>}
 */
export function answerFrom(everything, { hasFleet = false } = {}) {
  const store = hasFleet ? everything : withoutFleet(everything);
  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const path = pathOf(request.url);
    if (path === null) {
      response.writeHead(400).end();
      return;
    }
    const own = withoutBase(path, store.basePath);
    if (own === null) {
      response.writeHead(path === '/' ? 307 : 404, { Location: `${store.basePath}/` }).end();
      return;
    }
    const pathname = own.length > 1 ? own.replace(/\/$/, '') : own;
    if (pathname === SETTINGS_PATH) await answerSettings(store, request, response);
    else await answerFile(store, pathname, request, response);
  };
}

function withoutFleet(store) {
  const find = (pathname) => (pathname === FLEET_PATH ? undefined : store.find(pathname));
  return { ...store, find };
}

async function answerFile(store, pathname, request, response) {
  const found = store.find(pathname);
  const served = found ?? store.find(NOT_FOUND_PATH);
  const door = pathname === KIOSK_PATH ? doorOf(await readKioskFile().catch(() => null)) : null;
  const headers = {
    ...commonHeaders(request, pathname, { scriptHashes: served.scriptHashes, door }),
    'Content-Type': contentType(served.file),
    ETag: served.etag,
    Vary: 'Accept-Encoding',
  };
  if (found && request.headers['if-none-match']?.includes(served.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  // Without a common encoding the file is sent uncompressed.
  const [encoding] = new Negotiator(request).encodings(served.encodings, {
    preferred: served.encodings,
  });
  const content = await store.read(served, encoding);
  if (encoding) headers['Content-Encoding'] = encoding;
  response.writeHead(found ? 200 : 404, { ...headers, 'Content-Length': content.byteLength });
  response.end(request.method === 'HEAD' ? undefined : content);
}

async function answerSettings(store, request, response) {
  const content = (await readKioskFile()) ?? (await store.read(store.find(DEFAULT_SETTINGS_PATH)));
  const headers = {
    ...commonHeaders(request, SETTINGS_PATH, {}),
    'Content-Type': contentType(SETTINGS_PATH),
    'Content-Length': content.byteLength,
  };
  response.writeHead(200, headers).end(request.method === 'HEAD' ? undefined : content);
}

function commonHeaders(request, pathname, policy) {
  const secure = request.socket.encrypted || request.headers['x-forwarded-proto'] === 'https';
  return {
    ...securityHeaders(pathname, policy),
    'Cache-Control': cacheControl(pathname),
    ...(secure && { 'Strict-Transport-Security': STRICT_TRANSPORT_SECURITY }),
  };
}

function contentType(file) {
  const type = lookup(file) ?? 'text/plain';
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

/** The path in an address without the base path; null for an invalid one or one outside. */
export function ownPathOf(url, basePath) {
  const path = pathOf(url);
  return path === null ? null : withoutBase(path, basePath);
}

/** The path in an address; null for an invalid one. */
function pathOf(url) {
  try {
    return decodeURIComponent(url.split('?')[0]);
  } catch {
    return null;
  }
}

/** Null for a path outside the base path. */
function withoutBase(path, basePath) {
  if (!basePath) return path;
  if (path === basePath) return '/';
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : null;
}
