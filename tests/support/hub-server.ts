import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface HubServer {
  readonly url: string;
  /** `METHOD path range`, in order. */
  readonly requests: string[];
  /** The connection of the next answer breaks after this number of bytes of the file; once. */
  breakAfter: number | null;
  /** Sent in place of the file's bytes. */
  tampered: Buffer | null;
}

/**
 * The part of the Hugging Face hub that a download uses: `paths-info`, and a file in ranges. As on
 * the hub, `resolve` redirects to a store, which serves the file.
 */
export async function startHub(
  repository: string,
  file: string,
  bytes: Buffer,
): Promise<HubServer> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const hub: HubServer = { url: '', requests: [], breakAfter: null, tampered: null };
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    hub.requests.push([method, url, headers.range].filter(Boolean).join(' '));
    if (method === 'POST' && url === `/api/models/${repository}/paths-info/main`) {
      const lfs = { oid: sha256, size: bytes.length, pointerSize: 134 };
      const found = { type: 'file', path: file, oid: 'f00', size: bytes.length, lfs };
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify([found]));
    } else if (url === `/${repository}/resolve/main/${file}`) {
      response.writeHead(302, { Location: '/store/1', 'X-Linked-Etag': `"${sha256}"` }).end();
    } else if (url === '/store/1') {
      sendRange(hub, hub.tampered ?? bytes, request, response);
    } else {
      response.writeHead(404, {
        'Content-Type': 'application/json',
        'X-Error-Code': 'RepoNotFound',
      });
      response.end(JSON.stringify({ error: 'Repository not found' }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return Object.assign(hub, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
}

function sendRange(
  hub: HubServer,
  bytes: Buffer,
  { headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  const end = to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
  const part = bytes.subarray(Number(from), end + 1);
  response.writeHead(headers.range ? 206 : 200, {
    'Content-Length': part.length,
    'Content-Range': `bytes ${from}-${end}/${bytes.length}`,
    ETag: '"store"',
  });
  if (hub.breakAfter === null || part.length < hub.breakAfter) {
    response.end(part);
    return;
  }
  response.write(part.subarray(0, hub.breakAfter), () => response.destroy());
  hub.breakAfter = null;
}
