import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What goes wrong with a request: it is never answered, answered with 502, broken off halfway,
 * reset, or answered with one bit changed.
 */
export type Fault = 'hang' | 'bad-gateway' | 'cut-off' | 'no-network' | 'damaged';

export interface FaultyProxy {
  /** Stays the same whatever site is behind it. Without a slash at its end. */
  readonly url: string;
  /** Paths asked for so far, with their queries. */
  readonly requests: string[];
  /** What goes wrong from now on, by path; null lets a request through. */
  break(faultOf: (path: string) => Fault | null): void;
  /** Puts another site behind it, as an update does. */
  pointAt(site: string): void;
  stop(): Promise<void>;
}

/** A proxy on this machine in front of a site, as between a kiosk and its server. */
export async function startFaultyProxy(site: string): Promise<FaultyProxy> {
  let target = site;
  let faultOf: (path: string) => Fault | null = () => null;
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    requests.push(path);
    switch (faultOf(path)) {
      case 'hang':
        return;
      case 'bad-gateway':
        outgoing.writeHead(502, { 'Content-Type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
        return;
      case 'no-network':
        outgoing.destroy();
        return;
      case 'cut-off':
        forward(target, incoming, outgoing, sendHalf);
        return;
      case 'damaged':
        forward(target, incoming, outgoing, sendDamaged);
        return;
      default:
        forward(target, incoming, outgoing, (answer) => answer.pipe(outgoing));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    break: (faults) => {
      faultOf = faults;
    },
    pointAt: (next) => {
      target = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Send = (answer: IncomingMessage, outgoing: ServerResponse) => void;

function forward(
  site: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  send: Send,
): void {
  // Uncompressed, so that the damage is in the content and not in its compression.
  const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
  const onward = request(site + incoming.url, { headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    send(answer, outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  onward.end();
}

const sendHalf: Send = (answer, outgoing) => {
  const half = Math.floor(Number(answer.headers['content-length']) / 2);
  let sent = 0;
  answer.on('data', (chunk: Buffer) => {
    const part = chunk.subarray(0, half - sent);
    sent += part.byteLength;
    if (part.byteLength > 0) outgoing.write(part);
  });
  // Waits until the visitor has received the half.
  answer.on('end', () => setTimeout(() => outgoing.destroy(), 100));
};

const sendDamaged: Send = (answer, outgoing) => {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('end', () => {
    const content = Buffer.concat(chunks);
    const middle = Math.floor(content.byteLength / 2);
    content[middle] = (content[middle] ?? 0) ^ 1;
    outgoing.end(content);
  });
};
