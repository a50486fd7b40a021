import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeAddresses } from '../../../scripts/site/https/addresses.mjs';
import { readCertificate } from '../../../scripts/site/https/certificate.mjs';
import { serveVersion } from '../../../scripts/site/server.mjs';

let folder: string;
let keyFile: string;
let certFile: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'maskgate-https-'));
  keyFile = path.join(folder, 'key.pem');
  certFile = path.join(folder, 'cert.pem');
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
  });
  await writeFile(keyFile, key);
  await writeFile(certFile, cert);
});
afterAll(() => rm(folder, { recursive: true }));

/** Writes a site of one page. */
async function writeSite(): Promise<void> {
  const files = { '/': { file: 'index.html', etag: 'W/"1"', encodings: [], scriptHashes: [] } };
  const index = { version: 'one', basePath: '', files };
  await mkdir(path.join(folder, 'one/files'), { recursive: true });
  await writeFile(path.join(folder, 'one/site.json'), JSON.stringify(index));
  await writeFile(path.join(folder, 'one/files/index.html'), 'home');
}

it('answers https, and sends http on the same port there', async () => {
  await writeSite();
  const certificate = await readCertificate(keyFile, certFile);
  const server = await serveVersion({ builds: folder, version: 'one', port: 0, certificate });
  const { port } = server.address() as AddressInfo;
  try {
    const home = await new Promise<IncomingMessage>((resolve, reject) => {
      requestHttps({ port, ca: certificate.cert }, resolve).on('error', reject).end();
    });
    expect(home.statusCode).toBe(200);
    expect(home.headers['strict-transport-security']).toBe('max-age=31536000');
    home.resume();

    const sent = await new Promise<IncomingMessage>((resolve, reject) => {
      requestHttp({ port, path: '/kiosk?policy=reminder' }, resolve).on('error', reject).end();
    });
    expect(sent.statusCode).toBe(308);
    expect(sent.headers.location).toBe(`https://localhost:${port}/kiosk?policy=reminder`);
    sent.resume();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

describe("the user's own certificate", () => {
  it('is read unchanged', async () => {
    expect((await readCertificate(keyFile, certFile)).cert).toBe(await readFile(certFile, 'utf8'));
  });

  it('is refused in a sentence where it is none', async () => {
    const missing = path.join(folder, 'missing.pem');
    await expect(readCertificate(missing, certFile)).rejects.toThrow(
      /cannot be read \(ENOENT\)\.$/,
    );
    const text = path.join(folder, 'text.pem');
    await writeFile(text, 'no certificate');
    await expect(readCertificate(keyFile, text)).rejects.toThrow(/holds no certificate/);
    await expect(readCertificate(text, certFile)).rejects.toThrow(/holds no key/);
  });

  it('is refused in a sentence where the key is that of another one', async () => {
    const { private: other } = await generate([{ name: 'commonName', value: 'other' }]);
    const otherFile = path.join(folder, 'other.pem');
    await writeFile(otherFile, other);
    await expect(readCertificate(otherFile, certFile)).rejects.toThrow(
      `The key in ${otherFile} is not that of the certificate in ${certFile}.`,
    );
  });
});

it('a phone gets the address as a QR code, and a note on the warning', () => {
  const text = describeAddresses({ secure: true, own: true, port: 3000, basePath: '/maskgate' });
  expect(text).toContain('https://localhost:3000/maskgate/');
  expect(text).toContain('choose "Advanced"');
  expect(describeAddresses({ secure: false, own: true, port: 80, basePath: '' })).not.toMatch(/\n/);
});
