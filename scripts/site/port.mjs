import { createServer } from 'node:net';

export const DEFAULT_PORT = '3000';
const LARGEST_PORT = 65_535;
/** First port that needs no special rights. */
const FIRST_FREE_PORT = 1024;

/**
 * Why a server cannot listen on a port, as a sentence; null where it can.
 * @param {string} wanted as the user wrote it
 * @param {string | undefined} hostname
 * @param {string} way the command, for the sentence
 */
export async function problemOfPort(wanted, hostname, way) {
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
      return `Port ${number} may not be used by this user: choose one from ${FIRST_FREE_PORT} on, as in \`${way} -- --port 4000\`.`;
    default:
      return `No server can listen on port ${number}${hostname ? ` of ${hostname}` : ''} (${code}).`;
  }
}

/** @returns the system's error code; null on success */
function listenBriefly(number, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', ({ code }) => resolve(code));
    probe.listen(number, host, () => probe.close(() => resolve(null)));
  });
}
