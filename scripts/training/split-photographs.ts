import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FACE_LABELS } from '../../lib/vision/labels.ts';
import { progressBar } from '../progress.ts';
import type { DataPhotograph } from './dataset.ts';
import { groupDuplicates, type PerceptualHash, perceptualHash } from './duplicates.ts';
import { type Split, splitByGroup } from './split.ts';

/**
 * The split of each photograph, near-duplicates together across all data sets, as far as a hash of the
 * whole picture shows them: mirrored, turned and re-cropped copies part (see `copied-faces.ts`). Finder,
 * classifier and evaluation call this with the same folders and seed and get the same split.
 */
export async function splitPhotographs(
  photographs: readonly DataPhotograph[],
  seed: number,
  cacheFolder: string,
): Promise<Split[]> {
  const groups = groupDuplicates(await hashAll(photographs, cacheFolder));
  return splitByGroup(
    photographs.map((photograph, i) => ({
      group: groups[i] as number,
      stratum: stratumOf(photograph),
    })),
    seed,
  );
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

/** Classes stay in proportion; of a photograph with several faces, its rarest label counts. */
function stratumOf(photograph: DataPhotograph): string {
  const labels =
    photograph.kind === 'labelled'
      ? [photograph.label]
      : photograph.faces.map(({ label }) => label);
  const rarest = [...FACE_LABELS].reverse().find((label) => labels.includes(label)) ?? 'none';
  return `${photograph.dataset} ${rarest}`;
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
