import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ReadOptions } from '@/lib/vision/model/model-files';
import { type Download, keepFiles, modelReader } from '@/lib/vision/model/model-reader';

afterEach(() => {
  vi.unstubAllGlobals();
});

function serve(files: Record<string, { bytes: number[]; headers?: Record<string, string> }>) {
  vi.stubGlobal('fetch', async (url: URL) => {
    const file = files[url.pathname];
    if (!file) return new Response(null, { status: 404 });
    return new Response(Uint8Array.from(file.bytes), { headers: file.headers });
  });
}

describe('modelReader', () => {
  it('reads files of the models folder and adds up their progress', async () => {
    serve({
      '/models/a/weights.bin': { bytes: [1, 2, 3, 4, 5], headers: { 'Content-Length': '5' } },
      '/models/a/manifest.json': {
        bytes: [6, 7],
        headers: { 'Content-Length': '1', 'Content-Encoding': 'gzip' },
      },
    });
    const steps: Download[] = [];
    const read = modelReader('http://localhost/models/', (step) => steps.push(step));
    expect(new Uint8Array(await read('a/weights.bin'))).toEqual(Uint8Array.of(1, 2, 3, 4, 5));
    expect(new Uint8Array(await read('a/manifest.json'))).toEqual(Uint8Array.of(6, 7));
    expect(steps[0]).toEqual({ loadedBytes: 0, totalBytes: 5 });
    expect(steps.at(-1)).toEqual({ loadedBytes: 7, totalBytes: 7 });
    expect(steps.every(({ loadedBytes, totalBytes }) => loadedBytes <= totalBytes)).toBe(true);
  });

  it('rejects a file that does not exist', async () => {
    serve({});
    const read = modelReader('http://localhost/models/', () => undefined);
    await expect(read('a/weights.bin')).rejects.toThrow('404');
  });

  it('uses the known length if an answer is compressed', async () => {
    serve({
      '/models/a/weights.bin': {
        bytes: [1, 2, 3],
        headers: { 'Content-Length': '1', 'Content-Encoding': 'br' },
      },
    });
    const steps: Download[] = [];
    const read = modelReader('http://localhost/models/', (step) => steps.push(step));
    await read('a/weights.bin', { bytes: 3 });
    expect(steps[0]).toEqual({ loadedBytes: 0, totalBytes: 3 });
  });

  it('starts a download that breaks off again, and gives up after three', async () => {
    let asked = 0;
    const breakOffUntil = (last: number) => {
      asked = 0;
      vi.stubGlobal('fetch', async () => {
        asked += 1;
        if (asked < last) throw new TypeError('network error');
        return new Response(Uint8Array.of(9));
      });
    };
    const read = modelReader('http://localhost/models/', () => undefined, { pauseMs: 1 });
    breakOffUntil(3);
    expect(new Uint8Array(await read('a/weights.bin'))).toEqual(Uint8Array.of(9));
    breakOffUntil(9);
    await expect(read('a/weights.bin')).rejects.toThrow('network error');
    expect(asked).toBe(3);
  });

  it('ends a download that brings nothing, whether it has begun or not', async () => {
    for (const begun of [false, true]) {
      // Like the fetch of a browser, without a network.
      vi.stubGlobal('fetch', (_: URL, { signal }: RequestInit) => {
        const body = new ReadableStream({
          start: (controller) => {
            controller.enqueue(Uint8Array.of(1));
            signal?.addEventListener('abort', () => controller.error(signal.reason));
          },
        });
        if (begun) return Promise.resolve(new Response(body));
        return new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
      });
      const options = { silenceLimitMs: 20, pauseMs: 1 };
      const read = modelReader('http://localhost/models/', () => undefined, options);
      await expect(read('a/weights.bin')).rejects.toThrow('brought nothing for 0.02 s');
    }
  });
});

describe('keepFiles', () => {
  it('reads a file once, again after a failure, and again on request', async () => {
    const asked: ReadOptions[] = [];
    let fails = true;
    const read = keepFiles(async (_, options = {}) => {
      asked.push(options);
      if (fails) throw new Error('no network');
      return new ArrayBuffer(asked.length);
    });
    await expect(read('a')).rejects.toThrow('no network');
    fails = false;
    expect((await read('a')).byteLength).toBe(2);
    expect((await read('a')).byteLength).toBe(2);
    expect((await read('a', { fresh: true })).byteLength).toBe(3);
    expect((await read('a')).byteLength).toBe(3);
  });
});
