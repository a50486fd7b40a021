import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a device at a door answers, by the path of its address. */
type DeviceBehaviour = 'open' | 'no-cors' | 'moved' | 'broken' | 'slow' | 'silent';

export interface DoorDevice {
  /** Without a slash at its end. */
  readonly url: string;
  /** Requests received, in order: method, path and body. */
  readonly received: readonly string[];
  readonly stop: () => Promise<void>;
}

/** `slow` answers after this time, `silent` never. */
const SLOW_MS = 1200;
const CORS = { 'Access-Control-Allow-Origin': '*' };

const ANSWERS: Readonly<Record<DeviceBehaviour, (response: ServerResponse) => void>> = {
  open: (response) => response.writeHead(200, CORS).end('opened'),
  'no-cors': (response) => response.writeHead(200).end('opened'),
  moved: (response) => response.writeHead(302, { ...CORS, Location: '/open' }).end(),
  broken: (response) => response.writeHead(500, CORS).end('relay stuck'),
  slow: (response) => setTimeout(() => response.writeHead(200, CORS).end('opened'), SLOW_MS),
  silent: () => undefined,
};

/** A device that opens a door on an HTTP request. It listens on this machine only. */
export async function startDoorDevice(): Promise<DoorDevice> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    readBody(request).then((body) => {
      received.push(`${request.method} ${request.url} ${body}`.trim());
      const behaviour = (request.url ?? '').slice(1) as DeviceBehaviour;
      ANSWERS[behaviour]?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
