import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with a request: never answered, answered for the site, broken off halfway, reset. */
export type Fault = 'hang' | 'bad-gateway' | 'cut-off' | 'no-network';

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

/** A proxy of this machine before a site, as between a kiosk and its server. */
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
        forward(target, incoming, outgoing, true);
        return;
      default:
        forward(target, incoming, outgoing, false);
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

function forward(
  site: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  half: boolean,
): void {
  const onward = request(site + incoming.url, { headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    if (!half) {
      answer.pipe(outgoing);
      return;
    }
    const length = Number(answer.headers['content-length']);
    let sent = 0;
    answer.on('data', (chunk: Buffer) => {
      const part = chunk.subarray(0, Math.max(0, Math.floor(length / 2) - sent));
      sent += part.byteLength;
      outgoing.write(part);
      if (sent >= Math.floor(length / 2)) setTimeout(() => outgoing.destroy(), 50);
    });
  });
  onward.on('error', () => outgoing.destroy());
  onward.end();
}
