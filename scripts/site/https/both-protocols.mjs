import { createServer as createHttpServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';

/** The first byte of a TLS connection. */
const TLS_HANDSHAKE = 22;

/**
 * One port for both: https is answered, http is sent there.
 * @param {import('node:https').Server} secure
 * @param {object} limits of http servers
 * @param {number} silenceLimitMs who sends nothing for this long is let go
 * @returns {import('node:net').Server & {closeAllConnections: () => void}} not yet listening
 */
export function withRedirect(secure, limits, silenceLimitMs) {
  const redirect = createHttpServer(limits, (request, response) => {
    const host = request.headers.host ?? '';
    // Nothing but a host and a port goes into the answer.
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
