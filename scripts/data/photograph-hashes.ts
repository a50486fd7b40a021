import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pMap from 'p-map';
import { progressBar } from '../support/progress.ts';
import { writeWhole } from '../support/write-whole.ts';
import { type PerceptualHash, perceptualHash } from './duplicates.ts';
import { fileStamp } from './file-stamp.ts';
import type { DataPhotograph } from './photograph.ts';

/** Raise it when the code gives another hash for the same file. */
const VERSION = 1;
/** Number of pictures that are decoded at the same time. */
const FILES_AT_ONCE = 2;

/** By the file's path: its stamp, and its hash or null. */
type StoredHashes = Record<string, readonly [stamp: string, hash: string | null]>;

/**
 * The hash of each file, null for a file that cannot be decoded. Hashes are kept on disk for the
 * next command. A changed file is hashed again.
 */
export async function photographHashes(
  photographs: readonly DataPhotograph[],
  cacheFolder: string,
): Promise<(PerceptualHash | null)[]> {
  const cacheFile = path.join(cacheFolder, `hashes-${VERSION}.json`);
  const stored = JSON.parse(await readFile(cacheFile, 'utf8').catch(() => '{}')) as StoredHashes;
  const stamps = await Promise.all(photographs.map(({ file }) => fileStamp(file)));
  const isNew = (i: number) => stored[photographs[i]?.file ?? '']?.[0] !== stamps[i];
  const news = photographs.flatMap(({ file }, i) => (isNew(i) ? [{ file, stamp: stamps[i] }] : []));
  if (news.length > 0) {
    const progress = progressBar('Hashing photographs', news.length);
    await pMap(
      news,
      async ({ file, stamp }) => {
        const hash = await perceptualHash(file).catch(() => null);
        stored[file] = [stamp as string, hash && hashText(hash)];
        progress.step();
      },
      { concurrency: FILES_AT_ONCE },
    );
    progress.end();
    await writeWhole(cacheFile, JSON.stringify(stored));
  }
  return photographs.map(({ file }) => {
    const text = stored[file]?.[1];
    return text ? parseHash(text) : null;
  });
}

/** 32 hexadecimal digits. */
export function hashText(hash: PerceptualHash): string {
  return [...hash].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

export function parseHash(text: string): PerceptualHash {
  return Uint32Array.from(text.match(/.{8}/g) ?? [], (word) => Number.parseInt(word, 16));
}
