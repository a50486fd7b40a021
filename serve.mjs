/**
 * `npm start` and `npm run dev`: looks first whether the port can be had, for a build takes a minute,
 * then builds the site where it is to be served as visitors get it, and hands over to Next.js. Every
 * flag of `next start` and `next dev` works.
 */
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const NEXT = fileURLToPath(import.meta.resolve('next/dist/bin/next'));
const DEFAULT_PORT = '3000';
const LARGEST_PORT = 65_535;

const [command, ...flags] = process.argv.slice(2);
const way = command === 'dev' ? 'npm run dev' : 'npm start';

const { values } = parseArgs({
  args: flags,
  strict: false,
  options: {
    port: { type: 'string', short: 'p' },
    hostname: { type: 'string', short: 'H' },
    help: { type: 'boolean', short: 'h' },
  },
});
// As Next.js has it: the flag over the environment.
const named = values.port ?? (process.env.PORT || DEFAULT_PORT);
// A flag without its value.
const port = named === true ? '' : named;

const problem = values.help ? null : await problemOf(port, values.hostname);
if (problem) {
  console.error(problem);
  process.exit(1);
}
if (command === 'start' && !values.help) {
  const { status } = spawnSync(process.execPath, [NEXT, 'build'], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
// In this very process, so that whoever stops it stops the server.
process.argv = [process.execPath, NEXT, command, ...flags, ...(values.help ? [] : ['-p', port])];
await import(NEXT);

/** Why a server cannot listen there, in a sentence; null where it can. */
async function problemOf(wanted, hostname) {
  const number = /^\d+$/.test(wanted) ? Number(wanted) : Number.NaN;
  if (!(number <= LARGEST_PORT)) {
    return `'${wanted}' is no port: it must be a whole number from 0 to ${LARGEST_PORT}, as in \`${way} -- --port 4000\`.`;
  }
  const code = await listenBriefly(number, hostname);
  switch (code) {
    case null:
      return null;
    case 'EADDRINUSE':
      return `Port ${number} is taken by another program: stop that, or choose another port, as in \`${way} -- --port ${number < LARGEST_PORT ? number + 1 : DEFAULT_PORT}\`.`;
    case 'EACCES':
      return `Port ${number} may not be used by this user: choose one from 1024 on, as in \`${way} -- --port 4000\`.`;
    default:
      return `No server can listen on port ${number}${hostname ? ` of ${hostname}` : ''} (${code}).`;
  }
}

/** @returns the system's error code; null where it went well */
function listenBriefly(number, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }) => resolve(code));
    probe.listen(number, host, () => probe.close(() => resolve(null)));
  });
}
