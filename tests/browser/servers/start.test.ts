import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILDS_FOLDER, currentVersion } from '../../../scripts/site/builds.mjs';
import { exportSite } from '../../../scripts/site/export/export-site.mjs';
import { exportedFile } from '../../../scripts/site/export/rules.mjs';
import { FLEET_PATH, readIndex } from '../../../scripts/site/site-index.mjs';

/** Limit of a start without a build; a build takes longer. */
const AT_ONCE_MS = 20_000;
const NOBODY = 65_534;

/** Starts the site. The setup of the browser tests has built it. */
function start(options: { uid?: number } = {}): ChildProcess {
  return spawn(process.execPath, ['serve.mjs', 'start', '--port', '0'], {
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '--max-old-space-size=128' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

async function untilServing(server: ChildProcess): Promise<{ said: string; url: string }> {
  let said = '';
  return new Promise((resolve, reject) => {
    const onText = (chunk: Buffer) => {
      said += chunk;
      const [url] = /http:\/\/\S+/.exec(said) ?? [];
      if (url) resolve({ said, url });
    };
    server.stdout?.on('data', onText);
    server.stderr?.on('data', onText);
    server.once('exit', () => reject(new Error(`The server ended: ${said}`)));
    setTimeout(() => reject(new Error(`The server does not serve yet: ${said}`)), AT_ONCE_MS);
  });
}

/** A user who can only read the project's folder; only root can switch to another user. */
const otherUser = process.getuid?.() === 0 ? [{ uid: NOBODY }] : [];

describe('npm start of a built site', () => {
  it.each([{}, ...otherUser])('serves at once in 128 MB, as %o', async (options) => {
    const server = start(options);
    try {
      const { said, url } = await untilServing(server);
      expect(said).toContain('The site is built and current.');
      expect(await (await fetch(url)).text()).toContain('<title>MaskGate');
      const settings = await fetch(`${url}kiosk.json`);
      expect(settings.status).toBe(200);
    } finally {
      server.kill();
    }
  });

  it('ends on SIGTERM, also while a visitor is connected', async () => {
    const server = start();
    const { url } = await untilServing(server);
    await (await fetch(url)).text();
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('the built site under load', () => {
  /** As many as a school's tablets in the morning. */
  const VISITORS = 32;
  const REQUESTS = 800;

  it('answers every request for pages and models, compressed and with its own content', async () => {
    const server = start();
    try {
      const { url } = await untilServing(server);
      const version = (await currentVersion(BUILDS_FOLDER)) ?? '';
      const { files } = await readIndex(path.join(BUILDS_FOLDER, version));
      // Without a fleet, the server does not serve the fleet page.
      const addresses = Object.keys(files).filter(
        (address) =>
          address !== FLEET_PATH &&
          (/^\/models\/|\.(js|wasm)$/.test(address) || files[address]?.scriptHashes),
      );
      const expected = new Map(
        await Promise.all(
          addresses.map(async (address) => {
            const file = path.join(BUILDS_FOLDER, version, 'files', files[address]?.file ?? '');
            return [address, sha256(await readFile(file))] as const;
          }),
        ),
      );
      let next = 0;
      const failures: string[] = [];
      const visit = async () => {
        while (next < REQUESTS) {
          const address = addresses[next++ % addresses.length] as string;
          const answer = await fetch(new URL(address, url)).catch(String);
          if (typeof answer === 'string') failures.push(`${address}: ${answer}`);
          else if (sha256(Buffer.from(await answer.arrayBuffer())) !== expected.get(address))
            failures.push(`${address}: ${answer.status}, other content`);
        }
      };
      await Promise.all(Array.from({ length: VISITORS }, visit));
      expect(failures).toEqual([]);
      expect(addresses.length).toBeGreaterThan(20);

      const weights = addresses.filter((address) => /weights(-\d+)?\.bin$/.test(address));
      expect(weights.length).toBeGreaterThanOrEqual(2);
      for (const address of [...weights, '/']) {
        const { headers } = await fetch(new URL(address, url), { method: 'HEAD' });
        expect(headers.get('content-encoding'), address).toMatch(/^(br|gzip)$/);
        // A page must never stay in a cache between the site and its visitors.
        expect(headers.get('cache-control'), address).toMatch(
          address === '/' ? /^no-cache/ : /^public, max-age=31536000, immutable/,
        );
      }
    } finally {
      server.kill();
    }
  });
});

describe('the exported site', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'maskgate-export-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('holds every file, and the headers of every page for three kinds of server', async () => {
    const version = await currentVersion(BUILDS_FOLDER);
    await exportSite(version ?? '', folder);
    const { files } = await readIndex(path.join(BUILDS_FOLDER, version ?? ''));
    for (const [address, { file }] of Object.entries(files)) {
      const exported = stat(path.join(folder, 'public', exportedFile(file)));
      if (address === FLEET_PATH) await expect(exported).rejects.toThrow('ENOENT');
      else expect((await exported).size).toBeGreaterThan(0);
    }
    expect(await readdir(folder)).toEqual(['Caddyfile', 'nginx.conf', 'public']);
    const hashes = files['/kiosk']?.scriptHashes ?? [];
    expect(hashes.length).toBeGreaterThan(0);
    for (const name of ['Caddyfile', 'nginx.conf', 'public/_headers']) {
      const text = await readFile(path.join(folder, name), 'utf8');
      for (const hash of hashes) expect(text).toContain(hash);
      expect(text).toContain('credentialless');
      expect(text).toContain('immutable');
    }
  });

  it('does not overwrite an existing folder', async () => {
    const version = await currentVersion(BUILDS_FOLDER);
    await expect(exportSite(version ?? '', '.')).rejects.toThrow(/is not empty/);
  });
});
