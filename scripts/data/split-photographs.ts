import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { progressBar } from '../support/progress.ts';
import type { DataPhotograph } from './dataset.ts';
import {
  DUPLICATE_DISTANCE,
  groupDuplicates,
  type PerceptualHash,
  perceptualHash,
} from './duplicates.ts';
import { knownCopies } from './known-copies.ts';
import { type Split, type SplitMode, splitByGroup } from './split.ts';

export interface SplitChoice {
  readonly split: SplitMode;
  readonly seed: number;
  /** Folder for hashes. */
  readonly cache: string;
}

/**
 * The split of each photograph; finder, classifier and evaluation call this with the same folders and
 * choice and get the same split.
 * @throws Error for `folders` where a photograph lies in none
 */
export async function splitPhotographs(
  photographs: readonly DataPhotograph[],
  { split, seed, cache }: SplitChoice,
): Promise<Split[]> {
  if (split === 'folders') return photographs.map(partOf);
  if (split === 'random') {
    return splitByGroup(
      photographs.map((_, group) => ({ group, stratum: '' })),
      seed,
    );
  }
  const groups = await copyGroups(photographs, cache);
  return splitByGroup(
    photographs.map(({ stratum }, i) => ({ group: groups[i] as number, stratum })),
    seed,
  );
}

function partOf({ file, part }: DataPhotograph): Split {
  if (part) return part;
  throw new Error(`${file} lies in no folder train, validation (or val) or test: --split folders`);
}

/**
 * The group of each photograph: copies of one photograph share a number, across all data sets; those that
 * a hash of the whole picture shows, and the mirrored, turned and re-cropped ones on record
 * (`known-copies.ts`).
 * @param cache folder for hashes
 */
export async function copyGroups(
  photographs: readonly DataPhotograph[],
  cache: string,
): Promise<number[]> {
  const hashes = await hashAll(photographs, cache);
  return groupDuplicates(hashes, DUPLICATE_DISTANCE, await knownCopies(photographs));
}

/** Writes the file lists of a split: train.txt, validation.txt, test.txt. */
export async function writeSplitLists(
  folder: string,
  photographs: readonly DataPhotograph[],
  splits: readonly Split[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const split of ['train', 'validation', 'test'] as const) {
    const names = photographs.filter((_, i) => splits[i] === split);
    const lines = names.map(({ dataset, name }) => `${dataset}/${name}\n`);
    await writeFile(path.join(folder, `${split}.txt`), lines.join(''));
  }
}

/** A hash each, null for a file that cannot be decoded; kept on disk for the next command. */
async function hashAll(
  photographs: readonly DataPhotograph[],
  cacheFolder: string,
): Promise<(PerceptualHash | null)[]> {
  const files = photographs.map(({ file }) => file);
  const key = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  const cacheFile = path.join(cacheFolder, `hashes-${key}.json`);
  const cached = await readFile(cacheFile, 'utf8').catch(() => null);
  if (cached) {
    const stored = JSON.parse(cached) as (number[] | null)[];
    return stored.map((hash) => (hash ? Uint32Array.from(hash) : null));
  }
  const hashes: (PerceptualHash | null)[] = [];
  const progress = progressBar('Looking for near-duplicates', files.length);
  for (const file of files) {
    hashes.push(await perceptualHash(file).catch(() => null));
    progress.step();
  }
  progress.end();
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(cacheFile, JSON.stringify(hashes.map((hash) => (hash ? [...hash] : null))));
  return hashes;
}
