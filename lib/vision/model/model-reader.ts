import { MaskGateError } from '../../errors.ts';
import type { ReadFile } from './model-files.ts';

export interface Download {
  readonly loadedBytes: number;
  /** Of the files asked for so far; never less than what is loaded. */
  readonly totalBytes: number;
}

/** A download of which nothing arrives for this time, ms, is broken off. */
export const STALL_LIMIT_MS = 20_000;
/** A file is asked for this often before it is given up: a fresh connection often works. */
const TRIES = 2;

/** Reads each file once, however often it is asked for. A file that failed is tried again. */
export function keepFiles(read: ReadFile): ReadFile {
  const files = new Map<string, Promise<ArrayBuffer>>();
  return (path) => {
    const file = files.get(path) ?? read(path);
    files.set(path, file);
    file.catch(() => files.delete(path));
    return file;
  };
}

/**
 * Reads model files from the site and tells how far it is.
 * @param modelsUrl address of the models folder, with a slash at its end; its query goes with each file
 * @returns rejects with MaskGateError `model-stalled` where nothing arrives any more
 */
export function modelReader(modelsUrl: string, onDownload: (download: Download) => void): ReadFile {
  const files = new Map<string, { loaded: number; total: number }>();

  function report(path: string, loaded: number, expected: number): void {
    files.set(path, { loaded, total: Math.max(loaded, expected) });
    const sum = (key: 'loaded' | 'total') =>
      [...files.values()].reduce((bytes, file) => bytes + file[key], 0);
    onDownload({ loadedBytes: sum('loaded'), totalBytes: sum('total') });
  }

  return async (path) => {
    const url = new URL(path, modelsUrl);
    url.search = new URL(modelsUrl).search;
    for (let tries = 1; ; tries++) {
      try {
        return await download(url, (loaded, expected) => report(path, loaded, expected));
      } catch (error) {
        const stalled = error instanceof MaskGateError;
        if (!stalled || tries === TRIES) throw error;
      }
    }
  };
}

/** @throws MaskGateError `model-stalled` */
async function download(
  url: URL,
  report: (loaded: number, expected: number) => void,
): Promise<ArrayBuffer> {
  const ending = new AbortController();
  const stalled = new MaskGateError(
    'model-stalled',
    `Nothing of ${url.pathname} arrived for ${STALL_LIMIT_MS / 1000} s`,
  );
  let limit: ReturnType<typeof setTimeout> | undefined;
  const expectBytes = () => {
    clearTimeout(limit);
    limit = setTimeout(() => ending.abort(stalled), STALL_LIMIT_MS);
  };
  expectBytes();
  try {
    const response = await fetch(url, { signal: ending.signal });
    if (!response.ok || !response.body) throw new Error(`${response.status} for ${response.url}`);
    // The length of a compressed answer says nothing about what comes out of it.
    const compressed = response.headers.has('Content-Encoding');
    const expected = compressed ? 0 : Number(response.headers.get('Content-Length') ?? 0);
    report(0, expected);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      expectBytes();
      chunks.push(read.value);
      loaded += read.value.byteLength;
      report(loaded, expected);
    }
    return await new Blob(chunks).arrayBuffer();
  } catch (error) {
    throw ending.signal.aborted ? stalled : error;
  } finally {
    clearTimeout(limit);
  }
}
