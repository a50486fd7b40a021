// Neither building nor serving the site may call home; Next.js reads this when it starts.
process.env.NEXT_TELEMETRY_DISABLED = '1';

const inDevelopment = process.env.NODE_ENV === 'development';

/**
 * Only our own origin. Inline scripts are Next.js's way of handing data to the page and the pages
 * are static, so they cannot carry a nonce; 'wasm-unsafe-eval' compiles WebAssembly; the threads of
 * the wasm engine are workers that start from blob: addresses.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'${inDevelopment ? " 'unsafe-eval'" : ''}`,
  "worker-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  `connect-src 'self'${inDevelopment ? ' ws:' : ''}`,
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Permissions-Policy':
    'camera=(self), fullscreen=(self), microphone=(), geolocation=(), payment=(), usb=()',
  // Both together isolate the page, without which browsers give WebAssembly no threads.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run lint` checks types; serving the site should not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Next.js would write instruction files and look for new versions of itself.
  agentRules: false,
  experimental: { agentUpgrade: false },
  headers: async () => [
    {
      source: '/:path*',
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    },
  ],
};
