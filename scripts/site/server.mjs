import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { answerFrom, ownPathOf } from './answer.mjs';
import { BUILDS_FOLDER } from './builds.mjs';
import { openFileStore } from './file-store.mjs';
import { withRedirect } from './https/both-protocols.mjs';

/** A connection without data in either direction for this time is closed. */
const SILENCE_LIMIT_MS = 30_000;
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: SILENCE_LIMIT_MS,
  /** Longer than the pause between requests of a proxy. */
  keepAliveTimeout: 65_000,
  /** How often the limits of connections are checked. */
  connectionsCheckingInterval: 2000,
  /** Bytes. */
  maxHeaderSize: 16_384,
};

/**
 * Serves a built version.
 * @param {object} options
 * @param {string} options.version
 * @param {string} [options.builds] the folder of built versions
 * @param {number} options.port 0 for any free port
 * @param {string} [options.hostname] of this machine; all its addresses where absent
 * @param {import('./https/certificate.mjs').Certificate | null} [options.certificate] serves https
 * and redirects http
 * @param {import('../../lib/fleet/fleet.ts').Fleet | null} [options.fleet] of kiosks
 * @returns {Promise<import('node:net').Server & {closeAllConnections: () => void}>} listening
 * @throws the system's error where it cannot listen
 */
export async function serveVersion({
  version,
  builds = BUILDS_FOLDER,
  port,
  hostname,
  certificate = null,
  fleet = null,
}) {
  const store = await openFileStore(builds, version);
  const answer = answerFrom(store, { hasFleet: fleet !== null });
  const onRequest = (request, response) => {
    if (fleet?.answers(ownPathOf(request.url, store.basePath) ?? '')) {
      fleet.answer(request, response);
      return;
    }
    answer(request, response).catch((error) => {
      console.error(`${request.url} could not be served: ${error.message}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  const answering = certificate
    ? createSecureServer({ ...LIMITS, ...certificate }, onRequest)
    : createServer(LIMITS, onRequest);
  answering.setTimeout(SILENCE_LIMIT_MS);
  const server = certificate ? withRedirect(answering, LIMITS, SILENCE_LIMIT_MS) : answering;
  server.listen(port, hostname);
  await once(server, 'listening');
  return server;
}
