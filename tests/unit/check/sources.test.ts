import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSource, type PictureSource } from '@/scripts/check/sources/picture-source';
import { temporaryFolder } from '../../support/temporary-folder';

const LIMITS = { mostBytes: 100_000, mostSeconds: 2, privateAddresses: true };
const PICTURE = Buffer.alloc(50_000, 7);

async function open(changes: Partial<PictureSource> = {}) {
  const folder = await temporaryFolder();
  return { folder, load: openSource({ folder, ...LIMITS, ...changes }) };
}

describe('pictures below a folder', () => {
  it('are found, and none outside it', async () => {
    const { folder, load } = await open();
    const outside = path.join(await temporaryFolder(), 'secret.jpg');
    await writeFile(outside, 'secret');
    await mkdir(path.join(folder, 'in'));
    await writeFile(path.join(folder, 'in/a.jpg'), 'a');
    await symlink(outside, path.join(folder, 'link.jpg'));
    expect(await load('in/a.jpg')).toBe(path.join(folder, 'in/a.jpg'));
    expect(await load(path.join(folder, 'in/a.jpg'))).toBe(path.join(folder, 'in/a.jpg'));
    for (const name of ['link.jpg', outside, path.relative(folder, outside)]) {
      await expect(load(name)).rejects.toMatchObject({
        code: 'image-unreadable',
        message: `The file lies outside ${folder}`,
      });
    }
  });

  it('that are too large, missing or not files are errors', async () => {
    const { folder, load } = await open();
    await writeFile(path.join(folder, 'large.jpg'), Buffer.alloc(100_001));
    await expect(load('large.jpg')).rejects.toMatchObject({ code: 'image-too-large' });
    await expect(load('missing.jpg')).rejects.toMatchObject({ code: 'image-unreadable' });
    await expect(load('.')).rejects.toThrow('This is no file');
  });
});

/** A server on this machine that answers by path. */
async function serve(answers: Record<string, (response: ServerResponse) => void>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answers[request.url ?? '']?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { at: (file: string, host = '127.0.0.1') => `http://${host}:${port}${file}`, asked };
}

const endless = (response: ServerResponse) => {
  const send = () => {
    if (response.destroyed) return;
    response.write(Buffer.alloc(20_000), () => setImmediate(send));
  };
  send();
};

describe('pictures at addresses', () => {
  it('are loaded completely, also after a redirect or a 503 answer', async () => {
    let tries = 0;
    const { at } = await serve({
      '/a.jpg?signature=x': (response) => response.end(PICTURE),
      '/moved': (response) => response.writeHead(302, { Location: '/a.jpg?signature=x' }).end(),
      '/busy': (response) => response.writeHead(++tries < 2 ? 503 : 200).end(PICTURE),
    });
    const { load } = await open();
    for (const file of ['/a.jpg?signature=x', '/moved', '/busy']) {
      expect(PICTURE.equals((await load(at(file))) as Buffer), file).toBe(true);
    }
    expect(tries).toBe(2);
  });

  it('have limits of size and time, with errors that do not show the address', async () => {
    const { at } = await serve({
      '/announced': (response) => response.writeHead(200, { 'Content-Length': 1e9 }).write('a'),
      '/endless': endless,
      '/silent': () => undefined,
      '/circle': (response) => response.writeHead(302, { Location: '/circle' }).end(),
      '/gone': (response) => response.writeHead(404).end('nothing'),
    });
    const { load } = await open({ mostSeconds: 0.3 });
    for (const [file, code, message] of [
      ['/announced', 'image-too-large', 'more than 100000 bytes'],
      ['/endless', 'image-too-large', 'more than 100000 bytes'],
      ['/silent', 'image-unreadable', "Timeout awaiting 'request' for 300ms"],
      ['/circle', 'image-unreadable', 'The server answered 302'],
      ['/gone', 'image-unreadable', 'The server answered 404'],
    ] as const) {
      const error = await load(at(file)).then(
        () => null,
        (thrown: Error) => thrown,
      );
      expect(error, file).toMatchObject({ code, message: expect.stringContaining(message) });
      expect(error?.message).not.toContain(file);
    }
    await expect(load('http://')).rejects.toMatchObject({ code: 'image-unreadable' });
  });

  it('are not requested in private networks, by number or by name', async () => {
    const { at, asked } = await serve({ '/a.jpg': (response) => response.end(PICTURE) });
    const { load } = await open({ privateAddresses: false });
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0.0.0.0']) {
      await expect(load(at('/a.jpg', host)), host).rejects.toMatchObject({
        code: 'image-unreadable',
        message: expect.stringContaining('is not allowed'),
      });
    }
    await expect(load('http://169.254.169.254/')).rejects.toThrow('is not allowed');
    expect(asked).toEqual([]);
  });
});
