import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { LiveFigures } from './live.ts';

/** The median of these frames counts, after the warm-up frames. */
const RUNS = 40;
const WARM_UP_RUNS = 8;

const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const HUMAN = join(PACKAGES, '@vladmandic/human');
const WASM = join(PACKAGES, '@tensorflow/tfjs-backend-wasm/wasm-out');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

const PAGE = `<!doctype html><video autoplay muted playsinline></video><script type="module">
  import { Human } from '/human/dist/human.esm.js';
  const off = { enabled: false };
  const human = new Human({
    backend: new URLSearchParams(location.search).get('backend'),
    modelBasePath: '/human/models/',
    wasmPath: '/wasm/',
    cacheSensitivity: 0,
    async: false,
    warmup: 'none',
    filter: off, gesture: off, body: off, hand: off, object: off, segmentation: off,
    face: {
      enabled: true,
      detector: { rotation: false, maxDetected: 16, skipFrames: 0, skipTime: 0 },
      mesh: off, iris: off, description: off, emotion: off, antispoof: off, liveness: off,
    },
  });
  const video = document.querySelector('video');
  const camera = { video: { width: 1280, height: 720 } };
  video.srcObject = await navigator.mediaDevices.getUserMedia(camera);
  await video.play();
  await human.load();
  window.detect = async (runs) => {
    const times = [];
    let faces = 0;
    for (let i = 0; i < runs; i++) {
      await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
      const startedAt = performance.now();
      const result = await human.detect(video);
      times.push(performance.now() - startedAt);
      if (result.error) throw new Error(result.error);
      faces = result.face.length;
    }
    return { times, faces, backend: human.tf.getBackend() };
  };
</script>`;

/**
 * Time that the npm package @vladmandic/human takes to find the faces of a camera frame, ms,
 * without any other work: same camera, same backend.
 * @param live the engine that the site chose
 */
export async function measureHuman(
  browser: Browser,
  { engine, threads }: Pick<LiveFigures, 'engine' | 'threads'>,
): Promise<number> {
  const server = await serve(threads > 1);
  try {
    const page = await browser.newPage();
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://localhost:${port}/?backend=${engine}`);
    await page.waitForFunction(() => 'detect' in window, undefined, { timeout: 120_000 });
    const detect = (runs: number) =>
      page.evaluate(
        (n) =>
          (
            window as unknown as {
              detect(n: number): Promise<{ times: number[]; backend: string }>;
            }
          ).detect(n),
        runs,
      );
    await detect(WARM_UP_RUNS);
    const { times, backend } = await detect(RUNS);
    if (backend !== engine) throw new Error(`@vladmandic/human ran on ${backend}, not ${engine}`);
    return times.sort((a, b) => a - b)[RUNS >> 1] as number;
  } finally {
    server.close();
  }
}

/** @param isolated isolates the page's origin, so that it may use threads */
async function serve(isolated: boolean): Promise<Server> {
  const folders: Readonly<Record<string, string>> = { '/human/': HUMAN, '/wasm/': WASM };
  const server = createServer(async ({ url = '/' }, response) => {
    if (isolated) {
      response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
      response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    }
    const path = normalize(new URL(url, 'http://localhost').pathname);
    const prefix = Object.keys(folders).find((start) => path.startsWith(start));
    try {
      const file = prefix
        ? await readFile(join(folders[prefix] as string, path.slice(prefix.length)))
        : path === '/'
          ? PAGE
          : null;
      if (file === null) response.statusCode = 404;
      response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/html');
      response.end(file ?? '');
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
}
