import { readFileSync } from 'node:fs';
import { siteVersions } from './site-version.mjs';

// Neither building nor serving the site may call home; Next.js reads this when it starts.
process.env.NEXT_TELEMETRY_DISABLED = '1';

const inDevelopment = process.env.NODE_ENV === 'development';

/**
 * Only our own origin. Inline scripts are Next.js's way of handing data to the page and the pages
 * are static, so they cannot carry a nonce; 'wasm-unsafe-eval' compiles WebAssembly; the threads of
 * the wasm engine are workers that start from blob: addresses.
 */
const contentSecurityPolicy = (connectSources = []) =>
  [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${inDevelopment ? " 'unsafe-eval'" : ''}`,
    "worker-src 'self' blob:",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    `connect-src ${["'self'", ...(inDevelopment ? ['ws:'] : []), ...connectSources].join(' ')}`,
    "font-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy(),
  'Permissions-Policy':
    'camera=(self), fullscreen=(self), microphone=(), geolocation=(), payment=(), usb=()',
  // Both together isolate the page, without which browsers give WebAssembly no threads.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

const versions = siteVersions();

/**
 * The kiosk alone may ask one address more: the door that `public/kiosk.json` names when the site is
 * built or started, to the letter of its path. A door that only the address or the settings panel
 * names stays blocked, or a link could make the kiosk call anything. `credentialless` instead of
 * `require-corp` lets it ask a device that knows nothing of such headers, without cookies.
 */
const door = doorOfKioskFile();
const kioskHeaders = {
  'Content-Security-Policy': contentSecurityPolicy(door ? [door] : []),
  'Cross-Origin-Embedder-Policy': 'credentialless',
};

/** As a source of a content security policy; null where there is none. */
function doorOfKioskFile() {
  try {
    const { doorUrl } = JSON.parse(
      readFileSync(new URL('public/kiosk.json', import.meta.url), 'utf8'),
    );
    const { protocol, origin, pathname } = new URL(doorUrl);
    if (protocol !== 'http:' && protocol !== 'https:') return null;
    return origin + pathname.replaceAll(';', '%3B').replaceAll(',', '%2C');
  } catch {
    // No file or no door in it; what is wrong with a file, the kiosk itself says.
    return null;
  }
}

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run lint` checks types; serving the site should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Next.js would write instruction files and look for new versions of itself.
  agentRules: false,
  env: { MASKGATE_SITE: versions.site, MASKGATE_MODELS: versions.models },
  experimental: { agentUpgrade: false },
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    },
    // Later ones take the place of earlier ones.
    {
      source: '/kiosk',
      headers: Object.entries(kioskHeaders).map(([key, value]) => ({ key, value })),
    },
  ],
  // A site without the installer's file has one without settings, and browsers report nothing.
  rewrites: async () => ({
    fallback: [{ source: '/kiosk.json', destination: '/kiosk.defaults.json' }],
  }),
};
