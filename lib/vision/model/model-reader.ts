import type { ReadFile } from './model-files.ts';

export interface Download {
  readonly loadedBytes: number;
  /** Of the files asked for so far; never less than what is loaded. */
  readonly totalBytes: number;
}

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
    const response = await fetch(url);
    if (!response.ok || !response.body) throw new Error(`${response.status} for ${response.url}`);
    // The length of a compressed answer says nothing about what comes out of it.
    const compressed = response.headers.has('Content-Encoding');
    const expected = compressed ? 0 : Number(response.headers.get('Content-Length') ?? 0);
    report(path, 0, expected);
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    let loaded = 0;
    const reader = response.body.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      chunks.push(read.value);
      loaded += read.value.byteLength;
      report(path, loaded, expected);
    }
    return new Blob(chunks).arrayBuffer();
  };
}
