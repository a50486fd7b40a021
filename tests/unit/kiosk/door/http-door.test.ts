import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { postToDoor } from '@/lib/kiosk/door/http-door';

const received: { method: string | undefined; url: string | undefined; body: string }[] = [];
let server: Server;
let address: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ method: request.method, url: request.url, body });
      if (request.url === '/slow') return;
      response.statusCode = request.url === '/broken' ? 503 : 200;
      if (request.url === '/moved') response.writeHead(302, { Location: '/open' });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  address = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  received.length = 0;
});

const door = (path: string) => ({
  doorUrl: address + path,
  doorAnswer: 'checked' as const,
  // Long enough for the other answers on a busy machine.
  doorTimeoutSeconds: path === '/slow' ? 0.3 : 5,
});

// Node's fetch does not apply CORS. tests/browser/door.test.ts covers the answers in a browser.
it('posts once, without personal data', async () => {
  await postToDoor(door('/open?relay=1'));
  expect(received).toEqual([{ method: 'POST', url: '/open?relay=1', body: 'pass' }]);
});

it.each([
  ['/broken', /answered 503/],
  ['/slow', /no answer within 0.3 s/],
  ['/moved', /not reached/],
])('fails at %s', async (path, message) => {
  await expect(postToDoor(door(path))).rejects.toThrow(message);
  expect(received).toHaveLength(1);
});

it('fails where no server listens', async () => {
  await expect(postToDoor({ ...door(''), doorUrl: 'http://localhost:1/' })).rejects.toThrow(
    /not reached/,
  );
});
