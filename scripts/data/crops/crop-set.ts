import { openSync, readSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FaceFinder } from '../../../lib/vision/find/face-finder.ts';
import type { CropRule } from '../../../lib/vision/model/manifest.ts';
import { progressBar } from '../../support/progress.ts';
import { partOf, writeWhole } from '../../support/write-whole.ts';
import { contentKey } from '../file-stamp.ts';
import type { DataPhotograph, Skipped } from '../photograph.ts';
import { type Crop, type CroppedPhotograph, cropPhotograph, PATCH_BYTES } from './crops.ts';

/** All photographs of the data, cut once and kept on disk for the next run. */
export interface CropSet {
  /** Identifies the set of crops. */
  readonly key: string;
  readonly crops: readonly Crop[];
  /** The patch of crop i, [270, 270, 3] uint8. */
  patch(i: number): Uint8Array;
  readonly skipped: readonly Skipped[];
}

interface CropIndex {
  crops: Crop[];
  skipped: Skipped[];
}

/** Raise it when the way of cutting changes, so that old caches become invalid. */
const CUT_VERSION = 4;

/**
 * Cuts every photograph, or reads the result of an earlier run with the same finder and rule.
 * @param finderId identifies the finder, e.g. the SHA-256 of its weights
 */
export async function cutAll(
  photographs: readonly DataPhotograph[],
  finder: FaceFinder,
  finderId: string,
  rule: CropRule,
  cacheFolder: string,
): Promise<CropSet> {
  const files = photographs.map(({ file }) => file);
  const key = await contentKey(files, [CUT_VERSION, finderId, rule, photographs]);
  const indexFile = path.join(cacheFolder, `crops-${key}.json`);
  const patchFile = path.join(cacheFolder, `crops-${key}.bin`);
  const index =
    (await keptIndex(indexFile, patchFile)) ??
    (await cutToDisk(photographs, finder, rule, indexFile, patchFile));
  // Read one by one: a large set does not fit into memory, and the system caches what is read
  // often.
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

/** The index of an earlier run; null where there is none, or its patches are not all there. */
async function keptIndex(indexFile: string, patchFile: string): Promise<CropIndex | null> {
  const text = await readFile(indexFile, 'utf8').catch(() => null);
  if (!text) return null;
  const index = JSON.parse(text) as CropIndex;
  const bytes = (await stat(patchFile).catch(() => null))?.size;
  return bytes === index.crops.length * PATCH_BYTES ? index : null;
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
  // Two runs that cut the same data at the same time must not write into one file.
  const part = partOf(patchFile);
  const output = await open(part, 'w');
  const progress = progressBar('Cutting faces', photographs.length);
  try {
    for (const [i, photograph] of photographs.entries()) {
      const { crops, patches, skipped } = await cropPhotograph(finder, photograph, i, rule).catch(
        (error: Error): CroppedPhotograph => ({ ...NO_CROPS, skipped: error.message }),
      );
      if (skipped) index.skipped.push({ file: photograph.file, why: skipped });
      // A full disk ends the run: with a missing patch, all patches after it would belong to wrong
      // crops.
      await output.appendFile(patches);
      index.crops.push(...crops);
      progress.step();
    }
    await output.close();
    await rename(part, patchFile);
  } catch (error) {
    await output.close();
    await rm(part, { force: true });
    throw error;
  } finally {
    progress.end();
  }
  // The index makes the cache valid, so it is written last.
  await writeWhole(indexFile, JSON.stringify(index));
  return index;
}

const NO_CROPS: CroppedPhotograph = { crops: [], patches: new Uint8Array() };
