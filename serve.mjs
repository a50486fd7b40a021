/**
 * The site's commands: `npm start`, `npm run build`, `npm run dev`. `npm start` looks first whether the
 * port can be had, builds where something has changed since the last build, and serves.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './site/build.mjs';
import { DEFAULT_PORT, problemOfPort } from './site/port.mjs';
import { serveVersion } from './site/server.mjs';

const WAYS = { start: 'npm start', dev: 'npm run dev', build: 'npm run build' };
const HELP = `npm start -- [options]      builds the site where something has changed, and serves it
npm run build -- [options]  only builds it
npm run dev -- [options]    serves it with reloading, for developers

  -p, --port NUMBER      default: PORT of the environment, else ${DEFAULT_PORT}; 0 takes a free one
  -H, --hostname NAME    an address of this machine; default: all of them
      --base-path PATH   serve the site below a path, such as /maskgate
  -h, --help             this text
`;

const [command, ...flags] = process.argv.slice(2);
const way = WAYS[command];
const options = readOptions();

if (!way || options.help) {
  console.log(HELP);
} else if (command === 'build') {
  await orExit(ensureBuilt({ basePath: options.basePath, say: console.log }));
} else {
  const problem = await problemOfPort(options.port, options.hostname, way);
  if (problem) exitWith(problem);
  if (command === 'dev') await develop();
  else await start();
}

async function start() {
  const { basePath, hostname, port } = options;
  const version = await orExit(ensureBuilt({ basePath, say: console.log }));
  const server = await orExit(serveVersion({ version, port: Number(port), hostname }));
  console.log(`MaskGate: http://${hostname ?? 'localhost'}:${server.address().port}${basePath}/`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      server.close(() => process.exit());
      server.closeAllConnections();
    });
  }
}

/** Next.js's own server, in this very process: what stops it stops the server. */
async function develop() {
  const next = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
  process.env.MASKGATE_BASE_PATH = options.basePath;
  const where = ['-p', options.port, ...(options.hostname ? ['-H', options.hostname] : [])];
  process.argv = [process.execPath, next, 'dev', ...where];
  await import(next);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      args: flags,
      options: {
        port: { type: 'string', short: 'p' },
        hostname: { type: 'string', short: 'H' },
        'base-path': { type: 'string', default: '' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return {
      ...values,
      port: values.port ?? (process.env.PORT || DEFAULT_PORT),
      basePath: toBasePath(values['base-path']),
    };
  } catch (error) {
    return exitWith(error.message);
  }
}

/** With a slash before it and none behind; '' where there is none. */
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
