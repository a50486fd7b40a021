import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Download, modelReader } from '@/lib/vision/model/model-reader';

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
  it('reads files of the models folder and adds up how far it is', async () => {
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

  it('rejects what is not there', async () => {
    serve({});
    const read = modelReader('http://localhost/models/', () => undefined);
    await expect(read('a/weights.bin')).rejects.toThrow('404');
  });
});
