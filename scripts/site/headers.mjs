/**
 * The headers of every answer, said once: the server, the development server and the exported site's
 * configurations take them from here.
 */

/**
 * @typedef {object} Policy
 * @property {readonly string[]} [scriptHashes] inline scripts, as CSP sources; only a page has the list
 * @property {string | null} [door] the address that the kiosk may ask besides the site
 * @property {boolean} [development]
 */

/** Of pages, each of which begins with the one policy that there may be: `lib/own-scripts.mjs`. */
const TRUSTED_TYPES = ["require-trusted-types-for 'script'", 'trusted-types default'];

/**
 * Only the site's own origin. 'wasm-unsafe-eval' compiles WebAssembly and nothing else; the threads of
 * the wasm engine are workers that start from blob: addresses.
 * @param {Policy} policy
 */
function contentSecurityPolicy({ scriptHashes, door = null, development = false }) {
  const scripts = development ? ["'unsafe-inline'", "'unsafe-eval'"] : (scriptHashes ?? []);
  const connections = [...(development ? ['ws:'] : []), ...(door ? [door] : [])];
  return [
    "default-src 'self'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...connections].join(' '),
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    ...(scriptHashes && !development ? TRUSTED_TYPES : []),
  ].join('; ');
}

const COMMON = {
  // Both together isolate the page, without which browsers give WebAssembly no threads.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
};

const PERMISSIONS =
  'camera=(self), fullscreen=(self), screen-wake-lock=(self), microphone=(), geolocation=(), payment=(), usb=(), hid=(), midi=(), display-capture=()';

/**
 * Headers of an address.
 * @param {string} pathname without the base path, e.g. `/kiosk`
 * @param {Policy} policy
 * @returns {Record<string, string>}
 */
export function securityHeaders(pathname, policy) {
  const kiosk = pathname === '/kiosk';
  return {
    ...COMMON,
    // A relay on USB is the kiosk's alone.
    'Permissions-Policy': `${PERMISSIONS}, serial=(${kiosk ? 'self' : ''})`,
    // `credentialless` lets the kiosk ask a door that sends no such headers, without cookies.
    ...(kiosk && { 'Cross-Origin-Embedder-Policy': 'credentialless' }),
    'Content-Security-Policy': contentSecurityPolicy({
      ...policy,
      door: kiosk ? (policy.door ?? null) : null,
    }),
  };
}

/** A year, in seconds. Browsers ignore the header where the certificate is not trusted. */
export const STRICT_TRANSPORT_SECURITY = 'max-age=31536000';

/** What is named by its content: another content has another address. */
export function isNamedByContent(pathname) {
  return /^\/(_next\/static|models)\//.test(pathname);
}

/** @param {string} pathname without the base path */
export function cacheControl(pathname) {
  return isNamedByContent(pathname)
    ? 'public, max-age=31536000, immutable, no-transform'
    : 'no-cache, no-transform';
}
