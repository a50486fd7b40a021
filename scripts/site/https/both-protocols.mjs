import { createServer as createHttpServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';

/** The first byte of a TLS connection. */
const TLS_HANDSHAKE = 22;

/**
 * Serves https and redirects http on the same port.
 * @param {import('node:https').Server} secure
 * @param {object} limits of http servers
 * @param {number} silenceLimitMs closes a connection without data for this time
 * @returns {import('node:net').Server & {closeAllConnections: () => void}} not yet listening
 */
export function withRedirect(secure, limits, silenceLimitMs) {
  const redirect = createHttpServer(limits, (request, response) => {
    const host = request.headers.host ?? '';
    // The answer contains only a host and a port.
    if (!/^[\w.:[\]-]+$/.test(host)) response.writeHead(400).end();
    else response.writeHead(308, { Location: `https://${host}${request.url}` }).end();
  });
  const server = createSocketServer((socket) => {
    socket.setTimeout(silenceLimitMs, () => socket.destroy());
    socket.on('error', () => socket.destroy());
    socket.once('readable', () => {
      const first = socket.read();
      if (!first) return;
      socket.setTimeout(0);
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : redirect).emit('connection', socket);
    });
  });
  return Object.assign(server, {
    closeAllConnections: () => {
      secure.closeAllConnections();
      redirect.closeAllConnections();
    },
  });
}
