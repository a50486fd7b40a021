import { copyName } from './scripts/site/copy-name.mjs';
import { securityHeaders } from './scripts/site/headers.mjs';
import { doorOf, readKioskFile } from './scripts/site/kiosk-file.mjs';
import { siteVersions } from './scripts/site/version.mjs';

// Neither building nor serving the site may call home; Next.js reads this when it starts.
process.env.NEXT_TELEMETRY_DISABLED = '1';

const development = process.env.NODE_ENV === 'development';
const basePath = process.env.MASKGATE_BASE_PATH ?? '';
const versions = siteVersions(basePath);

/** What `scripts/site/server.mjs` does for the built site, for `npm run dev`. */
const developmentServer = {
  headers: async () => {
    const policy = { development, door: doorOf(await readKioskFile()) };
    const list = (pathname) =>
      Object.entries(securityHeaders(pathname, policy)).map(([key, value]) => ({ key, value }));
    // Later ones take the place of earlier ones.
    return [
      { source: '/:path*', headers: list('/') },
      { source: '/kiosk', headers: list('/kiosk') },
    ];
  },
  rewrites: async () => ({
    beforeFiles: [{ source: `/models/${versions.models}/:path*`, destination: '/models/:path*' }],
    // A site without the installer's file has one without settings, and browsers report nothing.
    fallback: [{ source: '/kiosk.json', destination: '/kiosk.defaults.json' }],
  }),
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
  basePath,
  env: {
    MASKGATE_COPY: copyName(basePath, versions.site),
    MASKGATE_MODELS: versions.models,
    MASKGATE_BASE_PATH: basePath,
  },
  // The same sources give the same addresses.
  generateBuildId: () => versions.site,
  ...(development ? developmentServer : { output: 'export' }),
};
