import { createHash } from 'node:crypto';
import { openSync, readSync } from 'node:fs';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FaceFinder } from '../../lib/vision/find/face-finder.ts';
import type { CropRule } from '../../lib/vision/model/manifest.ts';
import { progressBar } from '../support/progress.ts';
import { type Crop, cropPhotograph, PATCH_BYTES } from './crops.ts';
import type { DataPhotograph, Skipped } from './photograph.ts';

/** All photographs of the data, cut once and kept on disk for the next run. */
export interface CropSet {
  /** Tells one set of crops from another. */
  readonly key: string;
  readonly crops: readonly Crop[];
  /** The patch of crop i, [216, 216, 3] uint8. */
  patch(i: number): Uint8Array;
  readonly skipped: readonly Skipped[];
}

interface CropIndex {
  crops: Crop[];
  skipped: Skipped[];
}

/** Raised whenever the way of cutting changes, so that old caches are not taken for new ones. */
const CUT_VERSION = 4;

/**
 * Cuts every photograph, or reads what an earlier run cut with the same finder and rule.
 * @param finderId what tells one finder from another, e.g. its weights' SHA-256
 */
export async function cutAll(
  photographs: readonly DataPhotograph[],
  finder: FaceFinder,
  finderId: string,
  rule: CropRule,
  cacheFolder: string,
): Promise<CropSet> {
  const key = createHash('sha256')
    .update(JSON.stringify([CUT_VERSION, finderId, rule, photographs]))
    .digest('hex')
    .slice(0, 16);
  const indexFile = path.join(cacheFolder, `crops-${key}.json`);
  const patchFile = path.join(cacheFolder, `crops-${key}.bin`);
  const cached = await readFile(indexFile, 'utf8').catch(() => null);
  const index = cached
    ? (JSON.parse(cached) as CropIndex)
    : await cutToDisk(photographs, finder, rule, indexFile, patchFile);
  // Read one by one: a large set does not fit into memory, and the system keeps what is read often.
  const patches = openSync(patchFile, 'r');
  return {
    key,
    crops: index.crops,
    patch(i) {
      const patch = new Uint8Array(PATCH_BYTES);
      readSync(patches, patch, 0, PATCH_BYTES, i * PATCH_BYTES);
      return patch;
    },
    skipped: index.skipped,
  };
}

async function cutToDisk(
  photographs: readonly DataPhotograph[],
  finder: FaceFinder,
  rule: CropRule,
  indexFile: string,
  patchFile: string,
): Promise<CropIndex> {
  await mkdir(path.dirname(indexFile), { recursive: true });
  const index: CropIndex = { crops: [], skipped: [] };
  const output = await open(patchFile, 'w');
  const progress = progressBar('Cutting faces', photographs.length);
  try {
    for (const [i, photograph] of photographs.entries()) {
      try {
        const { crops, patches, skipped } = await cropPhotograph(finder, photograph, i, rule);
        if (skipped) index.skipped.push({ file: photograph.file, why: skipped });
        index.crops.push(...crops);
        await output.write(patches);
      } catch (error) {
        index.skipped.push({ file: photograph.file, why: (error as Error).message });
      }
      progress.step();
    }
  } finally {
    progress.end();
    await output.close();
  }
  // The index is what makes the cache valid, so it comes last and whole.
  await writeFile(`${indexFile}.part`, JSON.stringify(index));
  await rename(`${indexFile}.part`, indexFile);
  return index;
}
