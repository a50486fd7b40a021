/**
 * The site's commands: `npm start`, `npm run build`, `npm run dev`, `npm run export:site`. `npm start` looks
 * first whether the port can be had, builds where something has changed since the last build, and serves.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './scripts/site/build.mjs';
import { exportSite } from './scripts/site/export/export-site.mjs';
import { fleetPlace, openFleetOf, storeOperatorOf } from './scripts/site/fleet.mjs';
import { describeAddresses } from './scripts/site/https/addresses.mjs';
import { ownCertificate, readCertificate } from './scripts/site/https/certificate.mjs';
import { DEFAULT_PORT, problemOfPort } from './scripts/site/port.mjs';
import { serveVersion } from './scripts/site/server.mjs';

const WAYS = {
  start: 'npm start',
  dev: 'npm run dev',
  build: 'npm run build',
  export: 'npm run export:site',
  operator: 'npm run fleet:operator',
};
const HELP = `npm start -- [options]      builds the site where something has changed, and serves it
npm run build -- [options]  only builds it
npm run dev -- [options]    serves it with reloading, for developers
npm run export:site -- FOLDER [--base-path PATH]
                            writes it with its headers for nginx, Caddy and Netlify
npm run fleet:operator -- NAME [--fleet FOLDER]
                            adds an operator of /fleet or changes a password, which it asks for

  -p, --port NUMBER      default: PORT of the environment, else ${DEFAULT_PORT}; 0 takes a free one
  -H, --hostname NAME    an address of this machine; default: all of them
      --base-path PATH   serve the site below a path, such as /maskgate
      --https            serve it by https with a certificate made here, for phones and tablets
      --key FILE --cert FILE   by https with your own certificate (PEM)
      --fleet FOLDER     many kiosks, kept in this folder (MASKGATE_FLEET), or in DATABASE_URL
  -h, --help             this text
`;

const [command, ...flags] = process.argv.slice(2);
const way = WAYS[command];
const { options, positional } = readOptions();

if (!way || options.help) {
  console.log(HELP);
} else if (command === 'build') {
  await orExit(ensureBuilt({ basePath: options.basePath, say: console.log }));
} else if (command === 'export') {
  if (!positional) exitWith(`Name a new folder, as in \`${way} -- ../maskgate-site\`.`);
  const version = await orExit(ensureBuilt({ basePath: options.basePath, say: console.log }));
  await orExit(exportSite(version, positional));
  console.log(
    `${positional} holds the site in public/, and its headers in nginx.conf and Caddyfile.`,
  );
  console.log('Both expect the folder at /srv/maskgate.');
} else if (command === 'operator') {
  const place = fleetPlace(options.fleet);
  if (!positional) exitWith(`Name the operator, as in \`${way} -- kim --fleet ../fleet\`.`);
  if (!place) exitWith('Name the fleet: --fleet FOLDER, MASKGATE_FLEET or DATABASE_URL.');
  const version = await orExit(ensureBuilt({ basePath: options.basePath, say: console.log }));
  await orExit(storeOperatorOf(version, place, positional));
  console.log(`${positional} can log in at /fleet.`);
} else {
  const problem = await problemOfPort(options.port, options.hostname, way);
  if (problem) exitWith(problem);
  if (command === 'dev') await develop();
  else await start();
}

async function start() {
  const { basePath, hostname, port } = options;
  // First: a build takes longer than to see that the certificate is wrong.
  const { certificate, own } = await orExit(chooseCertificate());
  const version = await orExit(ensureBuilt({ basePath, say: console.log }));
  const place = fleetPlace(options.fleet);
  const fleet = place && (await orExit(openFleetOf(version, place, basePath)));
  const server = await orExit(
    serveVersion({ version, port: Number(port), hostname, certificate, fleet }),
  );
  const secure = certificate !== null;
  console.log(describeAddresses({ secure, own, hostname, port: server.address().port, basePath }));
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      server.close(async () => {
        await fleet?.close();
        process.exit();
      });
      server.closeAllConnections();
    });
  }
}

/** Null serves http. `own` where the certificate is self-made. */
async function chooseCertificate() {
  const { key, cert, https } = options;
  if (key && cert) return { certificate: await readCertificate(key, cert), own: false };
  if (key || cert) throw new Error('A certificate needs both --key and --cert.');
  return { certificate: https ? await ownCertificate() : null, own: true };
}

/** Runs Next.js's server in this process, so that a signal stops both. */
async function develop() {
  const { checkModels } = await import('./scripts/site/publish/check-models.mjs');
  await orExit(checkModels());
  const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
  process.env.MASKGATE_BASE_PATH = options.basePath;
  const where = ['-p', options.port, ...(options.hostname ? ['-H', options.hostname] : [])];
  process.argv = [process.execPath, next, 'dev', ...where];
  await import(next);
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      args: flags,
      allowPositionals: command === 'export' || command === 'operator',
      options: {
        port: { type: 'string', short: 'p' },
        hostname: { type: 'string', short: 'H' },
        'base-path': { type: 'string', default: '' },
        https: { type: 'boolean' },
        key: { type: 'string' },
        cert: { type: 'string' },
        fleet: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return {
      options: {
        ...values,
        port: values.port ?? (process.env.PORT || DEFAULT_PORT),
        basePath: toBasePath(values['base-path']),
      },
      positional: positionals[0],
    };
  } catch (error) {
    return exitWith(error.message);
  }
}

/** With a leading slash and without a trailing one; '' for none. */
function toBasePath(text) {
  const path = text.replace(/^\/?(.*?)\/*$/, '/$1');
  if (path === '/') return '';
  if (/^(\/[\w.~-]+)+$/.test(path)) return path;
  throw new Error(
    `'${text}' is no path: letters, digits and - . _ ~ between slashes, as in /maskgate.`,
  );
}

async function orExit(work) {
  try {
    return await work;
  } catch (error) {
    return exitWith(error.message);
  }
}

function exitWith(sentence) {
  console.error(sentence);
  process.exit(1);
}
