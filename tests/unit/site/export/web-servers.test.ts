import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportSite } from '../../../../scripts/site/export/export-site.mjs';
import { inlineScriptHashes } from '../../../../scripts/site/publish/inline-scripts.mjs';
import { WEB_SERVERS, type WebServer } from '../../../harness/servers/web-servers.ts';
import { writeVersion } from '../../../support/made-site.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const page = (name: string) => `<html lang="en"><script>is("${name}")</script>${name}</html>`;
const SCRIPT = 'export const answer = 42; // and much more. '.repeat(50);
const WEIGHTS = Buffer.alloc(100_000, 'weights');
/** The addresses are those of the real site, the contents are not. */
const FILES = {
  '/': ['index.html', page('home')],
  '/kiosk': ['kiosk.html', page('kiosk')],
  '/stills': ['stills.html', page('stills')],
  '/404': ['404.html', page('not found')],
  '/order': ['order', SCRIPT],
  '/service-worker.js': ['service-worker.js', SCRIPT],
  '/_next/static/chunks/new.js': ['_next/static/chunks/new.js', SCRIPT],
  '/_next/static/media/engine.wasm': ['_next/static/media/engine.wasm', WEIGHTS],
  '/models/abc/weights.bin': ['models/abc/weights.bin', WEIGHTS],
} as const;

const cases = WEB_SERVERS.flatMap((kind) => ['', '/mask.gate'].map((base) => ({ ...kind, base })));

describe.each(cases)('the exported site in $name, below "$base"', ({ missing, serve, base }) => {
  if (missing) it.skip(missing, () => undefined);
  else tell();

  function tell(): void {
    let server: WebServer;
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'maskgate-export-'));
      const builds = path.join(folder, 'builds');
      await writeVersion({ builds, version: 'one', basePath: base, files: FILES });
      const exported = path.join(folder, 'site');
      await exportSite('one', exported, builds);
      server = await serve(exported);
    });
    afterAll(async () => {
      await server?.stop();
      await rm(folder, { recursive: true });
    });

    const ask = (address: string, options: RequestInit = {}) =>
      fetch(server.url + base + address, { redirect: 'manual', ...options });

    it.each([
      ['/', 'home', 'require-corp'],
      ['/stills', 'stills', 'require-corp'],
      ['/stills/', 'stills', 'require-corp'],
      ['/kiosk?policy=reminder', 'kiosk', 'credentialless'],
    ])('has the page %s with its own policy', async (address, name, embedding) => {
      const answer = await ask(address);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(page(name));
      expect(answer.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i);
      expect(answer.headers.get('cache-control')).toMatch(/^no-cache/);
      expect(answer.headers.get('cross-origin-embedder-policy')).toBe(embedding);
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain(inlineScriptHashes(page(name))[0]);
      expect(policy).toContain('trusted-types default');
      // Only over https.
      expect(answer.headers.get('strict-transport-security')).toBeNull();
    });

    it('sends a page again only if it has changed', async () => {
      const etag = (await ask('/kiosk')).headers.get('etag') ?? '';
      const again = await ask('/kiosk', { headers: { 'If-None-Match': etag } });
      expect(again.status).toBe(304);
    });

    it.each([
      '/nothing',
      '/nothing/',
      '/models/old/weights.bin',
      '/_next/static/old.js',
      '/kiosk.html',
      '/kiosk/index.html',
    ])('answers %s with the 404 page of the site', async (address) => {
      const answer = await ask(address);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe(page('not found'));
      expect(answer.headers.get('cache-control')).toMatch(/^no-cache/);
      const policy = answer.headers.get('content-security-policy');
      expect(policy).toContain(inlineScriptHashes(page('not found'))[0]);
    });

    it.each([
      ['/models/abc/weights.bin', WEIGHTS, /^application\/octet-stream$/],
      ['/_next/static/media/engine.wasm', WEIGHTS, /^application\/wasm$/],
      ['/_next/static/chunks/new.js', Buffer.from(SCRIPT), /^(text|application)\/javascript/],
    ])('sends %s compressed, to be cached for ever', async (address, content, type) => {
      const { headers, body } = await askUnpacked(server.url + base + address);
      expect(headers['content-encoding']).toBe('gzip');
      expect(headers.vary).toBe('Accept-Encoding');
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable, no-transform');
      expect(headers['content-type']).toMatch(type);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
      expect(gunzipSync(body).equals(content)).toBe(true);
    });

    it('sends the page of an unknown address by its own address: the offline copy asks for it', async () => {
      const answer = await ask('/404');
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(page('not found'));
    });

    it('makes browsers revalidate the service worker and the settings', async () => {
      for (const address of ['/service-worker.js', '/kiosk.json']) {
        const answer = await ask(address);
        expect(answer.status).toBe(200);
        expect(answer.headers.get('cache-control')).toMatch(/^no-cache/);
      }
      expect(await (await ask('/kiosk.json')).json()).toEqual({});
    });

    it('sends a file without an extension as text', async () => {
      const answer = await ask('/order');
      expect(await answer.text()).toBe(SCRIPT);
      expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    });

    it('refuses methods that change something', async () => {
      for (const method of ['POST', 'PUT', 'DELETE']) {
        expect((await ask('/kiosk', { method })).status).toBe(405);
      }
    });

    it.skipIf(base === '')('redirects its path without the slash to the path with it', async () => {
      const answer = await ask('');
      expect(answer.status).toBe(308);
      expect(answer.headers.get('location')).toBe(`${base}/`);
    });
  }
});

/** The body as sent. `fetch` would decompress it. */
function askUnpacked(url: string) {
  return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    request(url, { headers: { 'Accept-Encoding': 'gzip' } }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ headers: answer.headers, body: Buffer.concat(chunks) });
    })
      .on('error', reject)
      .end();
  });
}

it('Netlify gets the headers of every file', async () => {
  const folder = await temporaryFolder();
  const builds = path.join(folder, 'builds');
  await writeVersion({ builds, version: 'one', files: FILES });
  await exportSite('one', path.join(folder, 'site'), builds);
  const text = await readFile(path.join(folder, 'site/public/_headers'), 'utf8');
  const addresses = text.split('\n').filter((line) => line.startsWith('/'));
  expect(addresses).toEqual([...Object.keys(FILES), '/kiosk.json']);
});
