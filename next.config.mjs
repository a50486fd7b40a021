import { copyName } from './scripts/site/copy-name.mjs';
import { securityHeaders } from './scripts/site/headers.mjs';
import { doorOf, readKioskFile } from './scripts/site/kiosk-file.mjs';
import { siteVersions } from './scripts/site/version.mjs';

// Neither building nor serving the site may contact other servers. Next.js reads this when it
// starts.
process.env.NEXT_TELEMETRY_DISABLED = '1';

const development = process.env.NODE_ENV === 'development';
const basePath = process.env.MASKGATE_BASE_PATH ?? '';
const versions = siteVersions(basePath);

/**
 * Gives `npm run dev` the headers and files that `scripts/site/server.mjs` gives the built site.
 */
const developmentServer = {
  headers: async () => {
    const policy = { development, door: doorOf(await readKioskFile()) };
    const list = (pathname) =>
      Object.entries(securityHeaders(pathname, policy)).map(([key, value]) => ({ key, value }));
    // A later rule replaces an earlier one.
    return [
      { source: '/:path*', headers: list('/') },
      { source: '/kiosk', headers: list('/kiosk') },
    ];
  },
  rewrites: async () => ({
    beforeFiles: [{ source: `/models/${versions.models}/:path*`, destination: '/models/:path*' }],
    // Without the installer's file, a file without settings is served: a 404 would appear as an
    // error in browsers' consoles.
    fallback: [{ source: '/kiosk.json', destination: '/kiosk.defaults.json' }],
  }),
};

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm run lint` checks types. Serving the site must not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Next.js would write instruction files and look for new versions of itself.
  agentRules: false,
  experimental: { agentUpgrade: false },
  basePath,
  env: {
    MASKGATE_COPY: copyName(basePath, versions.site),
    MASKGATE_MODELS: versions.models,
    MASKGATE_BASE_PATH: basePath,
  },
  turbopack: {
    resolveAlias: {
      // Pages have no Buffer: the libraries that ask for one have another way.
      'next/dist/compiled/buffer': { browser: './lib/no-buffer.ts' },
      '@tensorflow/tfjs-core': { browser: './lib/vision/engine/tfjs/core.ts' },
    },
  },
  // The same sources give the same addresses.
  generateBuildId: () => versions.site,
  ...(development ? developmentServer : { output: 'export' }),
};
