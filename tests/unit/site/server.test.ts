import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  inlineScriptHashes,
  withFirstScript,
} from '../../../scripts/site/publish/inline-scripts.mjs';
import { serveVersion } from '../../../scripts/site/server.mjs';
import { writeVersion } from '../../support/made-site.ts';

/** Below the 10 s after which the server drops slow visitors: nobody waits for that. */
const HELD_UP_MS = 9000;
const HOME = withFirstScript(
  '<html lang="en"><head><script>go()</script></head><p>home</p></html>',
);
const SCRIPT = 'export const answer = 42; // and much more. '.repeat(50);
const WEIGHTS = Buffer.alloc(8_000_000, 'weights');

let builds: string;
let server: Awaited<ReturnType<typeof serveVersion>>;
let port: number;
beforeAll(async () => {
  builds = await mkdtemp(path.join(tmpdir(), 'maskgate-builds-'));
  const files = {
    '/': ['index.html', HOME],
    '/kiosk': ['kiosk.html', HOME],
    '/404': ['404.html', '<p>not found</p>'],
    '/kiosk.defaults.json': ['kiosk.defaults.json', '{}'],
    '/_next/static/chunks/new.js': ['_next/static/chunks/new.js', SCRIPT],
    '/models/abc/weights.bin': ['models/abc/weights.bin', WEIGHTS],
  } as const;
  await writeVersion({ builds, version: 'one', files });
  const formerFiles = {
    '/': ['index.html', 'the page before'],
    '/old': ['old.html', 'a page that is gone'],
    '/_next/static/chunks/old.js': ['_next/static/chunks/old.js', 'old'],
  } as const;
  await writeVersion({ builds, version: 'former', files: formerFiles });
  server = await serveVersion({ builds, version: 'one', port: 0 });
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(builds, { recursive: true });
});

/** Sends the target as it is written. `fetch` would normalise it. */
async function ask(
  target: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const asking = request({ port, path: target, method, headers }).end();
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return { answer, body: Buffer.concat(chunks) };
}

describe('what is served', () => {
  it('is compressed as the visitor asks', async () => {
    for (const [asked, unpack] of [
      ['gzip, deflate, br, zstd', brotliDecompressSync],
      ['gzip', gunzipSync],
      ['gzip;q=0, identity', (body: Buffer) => body],
      ['', (body: Buffer) => body],
    ] as const) {
      const headers = { 'Accept-Encoding': asked };
      const { answer, body } = await ask('/_next/static/chunks/new.js', { headers });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-length']).toBe(String(body.byteLength));
      expect(answer.headers.vary).toBe('Accept-Encoding');
      expect(String(unpack(body))).toBe(SCRIPT);
    }
  });

  it('is cached for ever if it is named by its content, else revalidated', async () => {
    const page = (await ask('/')).answer;
    expect(page.headers['cache-control']).toMatch(/^no-cache/);
    for (const address of ['/_next/static/chunks/new.js', '/models/abc/weights.bin']) {
      const { answer } = await ask(address, { method: 'HEAD' });
      expect(answer.headers['cache-control']).toMatch(/max-age=31536000, immutable/);
    }
    const headers = { 'If-None-Match': page.headers.etag ?? '' };
    const { answer, body } = await ask('/', { headers });
    expect(answer.statusCode).toBe(304);
    expect(body.byteLength).toBe(0);
  });

  it('has files of the previous version for open tabs, but not its pages', async () => {
    expect(String((await ask('/_next/static/chunks/old.js')).body)).toBe('old');
    expect(String((await ask('/')).body)).toBe(HOME);
    expect((await ask('/old')).answer.statusCode).toBe(404);
  });

  it('runs no inline script but those of the build', async () => {
    const policy = (await ask('/')).answer.headers['content-security-policy'];
    const [scripts = ''] = /script-src [^;]*/.exec(String(policy)) ?? [];
    expect(scripts).not.toContain('unsafe-inline');
    expect(scripts).not.toContain("'unsafe-eval'");
    expect(scripts).toContain(inlineScriptHashes('<script>go()</script>')[0]);
    const other = (await ask('/models/abc/weights.bin', { method: 'HEAD' })).answer;
    expect(String(other.headers['content-security-policy'])).not.toContain('sha256-');
  });

  it('requires trusted types of pages, and begins each with the rule for them', async () => {
    const page = await ask('/');
    expect(page.answer.headers['content-security-policy']).toMatch(
      /; require-trusted-types-for 'script'; trusted-types default$/,
    );
    expect(String(page.body)).toMatch(/^<html lang="en"><head><script>self\.trustedTypes/);
    // A worker has no document that text could become part of.
    const script = (await ask('/_next/static/chunks/new.js')).answer;
    expect(script.headers['content-security-policy']).not.toContain('trusted-types');
  });

  it('asks for https from then on where it came by https', async () => {
    expect((await ask('/')).answer.headers['strict-transport-security']).toBeUndefined();
    const headers = { 'X-Forwarded-Proto': 'https' };
    const { answer } = await ask('/', { headers });
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it("includes empty settings if there is no installer's file", async () => {
    const { answer, body } = await ask('/kiosk.json');
    expect(answer.headers['content-type']).toMatch(/json/);
    expect(answer.headers['cache-control']).toMatch(/^no-cache/);
    expect(JSON.parse(String(body))).toEqual({});
  });
});

describe('what gets nowhere', () => {
  it.each([
    '/../../../etc/passwd',
    '/..%2f..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/_next/static/../../../../package.json',
    '//etc/passwd',
    '/site.json',
    '/..\\..\\package.json',
    '/%00',
    '/index.html.br',
  ])('a way out of the folder: %s', async (target) => {
    const { answer, body } = await ask(target);
    expect(answer.statusCode).toBe(404);
    expect(String(body)).toBe('<p>not found</p>');
  });

  it('an invalid address', async () => {
    expect((await ask('/%E0%A4%A')).answer.statusCode).toBe(400);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('%s', async (method) => {
    expect((await ask('/', { method })).answer.statusCode).toBe(405);
  });

  it('headers beyond 16 kB', async () => {
    const { answer } = await ask('/', { headers: { 'X-Large': 'a'.repeat(20_000) } });
    expect(answer.statusCode).toBe(431);
  });

  it('a request that is not HTTP', async () => {
    const socket = connect(port).resume();
    socket.write('\u0016\u0003\u0001 hello\r\n\r\n');
    await once(socket, 'close');
    expect((await ask('/')).answer.statusCode).toBe(200);
  });
});

describe('slow visitors', () => {
  it('hold up nobody else, whether they send or take slowly', async () => {
    const senders = Array.from({ length: 200 }, () => {
      const socket = connect(port);
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nHost: slow\r\n');
      return socket;
    });
    const takers = Array.from({ length: 50 }, () => {
      const socket = connect(port);
      socket.on('error', () => undefined);
      socket.write('GET /models/abc/weights.bin HTTP/1.1\r\nHost: slow\r\n\r\n');
      return socket.pause();
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, () => ask('/')));
    expect(answers.every(({ answer }) => answer.statusCode === 200)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(HELD_UP_MS);
    for (const socket of [...senders, ...takers]) socket.destroy();
  });

  it('who do not end their headers are let go within 20 s', async () => {
    const socket = connect(port).resume();
    socket.write('GET / HTTP/1.1\r\nHost: slow\r\n');
    const dripping = setInterval(() => socket.write('X-More: 1\r\n'), 500);
    socket.on('error', () => undefined);
    const startedAt = performance.now();
    await once(socket, 'close');
    clearInterval(dripping);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  });
});
