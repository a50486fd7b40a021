import { MaskGateError } from '../../errors.ts';
import type { ReadFile } from './model-files.ts';

export interface Download {
  readonly loadedBytes: number;
  /** Of the files asked for so far; never less than what is loaded. */
  readonly totalBytes: number;
}

/** How long a download may bring nothing before it is broken off, ms. */
const SILENCE_LIMIT_MS = 20_000;
/** A download that breaks off is started again. */
const TRIES = 3;
const PAUSE_MS = 1000;

/**
 * Reads each file once, however often it is asked for. A file that failed is tried again; a fresh one
 * takes the place of the one before.
 */
export function keepFiles(read: ReadFile): ReadFile {
  const files = new Map<string, Promise<ArrayBuffer>>();
  return (path, options) => {
    const kept = options?.fresh ? undefined : files.get(path);
    const file = kept ?? read(path, options);
    files.set(path, file);
    file.catch(() => files.delete(path));
    return file;
  };
}

export interface ReaderOptions {
  readonly silenceLimitMs?: number;
  readonly pauseMs?: number;
}

/**
 * Reads model files from the site and tells how far it is. A download that brings nothing for 20 s, or
 * breaks off, is started again, three times in all; then it fails with `model-stalled` where nothing came.
 * @param modelsUrl address of the models folder, with a slash at its end
 */
export function modelReader(
  modelsUrl: string,
  onDownload: (download: Download) => void,
  { silenceLimitMs = SILENCE_LIMIT_MS, pauseMs = PAUSE_MS }: ReaderOptions = {},
): ReadFile {
  const files = new Map<string, { loaded: number; total: number }>();

  function report(path: string, loaded: number, expected: number): void {
    files.set(path, { loaded, total: Math.max(loaded, expected) });
    const sum = (key: 'loaded' | 'total') =>
      [...files.values()].reduce((bytes, file) => bytes + file[key], 0);
    onDownload({ loadedBytes: sum('loaded'), totalBytes: sum('total') });
  }

  return async (path, { bytes, fresh = false } = {}) => {
    // Before the first answer: of several files at once, all belong to the total.
    if (bytes !== undefined) report(path, 0, bytes);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await download(new URL(path, modelsUrl), {
          fresh,
          silenceLimitMs,
          onBytes: (loaded, announced) => report(path, loaded, bytes ?? announced),
        });
      } catch (error) {
        if (error instanceof RefusedError || attempt === TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, attempt * pauseMs));
      }
    }
  };
}

/** The server has no such file: asking again would not help. */
class RefusedError extends Error {}

async function download(
  url: URL,
  options: {
    readonly fresh: boolean;
    readonly silenceLimitMs: number;
    /** @param announced length of the file by the server, 0 where it says none */
    readonly onBytes: (loaded: number, announced: number) => void;
  },
): Promise<ArrayBuffer> {
  const ending = new AbortController();
  const breakOff = () => {
    const silence = `${url.pathname} brought nothing for ${options.silenceLimitMs / 1000} s`;
    ending.abort(new MaskGateError('model-stalled', silence));
  };
  let timer = setTimeout(breakOff, options.silenceLimitMs);
  try {
    const cache = options.fresh ? 'reload' : 'default';
    const response = await fetch(url, { signal: ending.signal, cache });
    if (!response.ok || !response.body) throw refusal(response);
    // The length of a compressed answer says nothing about what comes out of it.
    const compressed = response.headers.has('Content-Encoding');
    const announced = compressed ? 0 : Number(response.headers.get('Content-Length') ?? 0);
    options.onBytes(0, announced);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(breakOff, options.silenceLimitMs);
      chunks.push(read.value);
      loaded += read.value.byteLength;
      options.onBytes(loaded, announced);
    }
    return await new Blob(chunks).arrayBuffer();
  } finally {
    clearTimeout(timer);
  }
}

function refusal({ status, url }: Response): Error {
  const text = `${status} for ${url}`;
  return status >= 500 ? new Error(text) : new RefusedError(text);
}
