import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { answerFrom } from './answer.mjs';
import { BUILDS_FOLDER } from './builds.mjs';
import { openFileStore } from './file-store.mjs';

/** A visitor who sends nothing, or takes nothing, for this long is let go. */
const SILENCE_LIMIT_MS = 30_000;
const HEADERS_LIMIT_MS = 10_000;
/** How often connections are held to these limits. */
const CHECK_EVERY_MS = 2000;
const HEADERS_LIMIT_BYTES = 16_384;
/** Longer than the pause between a proxy's requests. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Serves a built version.
 * @param {object} options
 * @param {string} options.version
 * @param {string} [options.builds] the folder of built versions
 * @param {number} options.port 0 for any
 * @param {string} [options.hostname] of this machine; all of them where absent
 * @param {{key: string, cert: string}} [options.certificate] with it, by https
 * @returns {Promise<import('node:http').Server>} listening
 * @throws the system's error where it cannot listen there
 */
export async function serveVersion({
  version,
  builds = BUILDS_FOLDER,
  port,
  hostname,
  certificate,
}) {
  const answer = answerFrom(await openFileStore(builds, version));
  const limits = {
    maxHeaderSize: HEADERS_LIMIT_BYTES,
    headersTimeout: HEADERS_LIMIT_MS,
    requestTimeout: SILENCE_LIMIT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
  };
  const onRequest = (request, response) => {
    answer(request, response).catch((error) => {
      console.error(`${request.url} could not be served: ${error.message}`);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  const server = certificate
    ? createSecureServer({ ...limits, ...certificate }, onRequest)
    : createServer(limits, onRequest);
  server.setTimeout(SILENCE_LIMIT_MS);
  server.listen(port, hostname);
  await once(server, 'listening');
  return server;
}
