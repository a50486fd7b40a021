import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../root.mjs';
import { FLEET_BUNDLE } from '../site-index.mjs';

/**
 * Writes the fleet's part of the server beside the site's files, not among them: it is served to nobody,
 * and loaded where an operator sets a fleet up. Its packages stay in `node_modules`.
 * @param {string} target the folder of a version
 */
export async function writeFleetBundle(target) {
  await build({
    entryPoints: [join(ROOT, 'lib/fleet/fleet.ts')],
    outfile: join(target, FLEET_BUNDLE),
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
  });
  await cp(
    join(ROOT, 'lib/fleet/store/migrations'),
    join(target, dirname(FLEET_BUNDLE), 'migrations'),
    { recursive: true },
  );
}
