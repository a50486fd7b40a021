import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createFaceFinder } from '../../lib/vision/find/face-finder.ts';
import type { CropRule } from '../../lib/vision/model/manifest.ts';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import { progressBar } from '../support/progress.ts';
import { writeWhole } from '../support/write-whole.ts';
import { PRETRAINED_SHAPES, pretrainedBlazeFace } from '../training/pretrained/blazeface.ts';
import { type CroppedPhotograph, cropPhotograph, PATCH_BYTES } from './crops/crops.ts';
import { findFaceCopies } from './face-copies.ts';
import { contentKey } from './file-stamp.ts';
import type { PhotographPair } from './lists/known-copies.ts';
import type { DataPhotograph } from './photograph.ts';

/** The square compared around a face. It is fixed: a new crop rule must not change the split. */
const CUT: CropRule = { sideRatio: 1.4, fill: 127 };
/** Smaller faces have too little shading to be told apart, px of the frame. */
const SMALLEST_FACE = 24;
/** Raise it when the code gives another result for the same photographs. */
const VERSION = 1;

/**
 * Pairs of photographs that contain copies of one face, in any framing.
 * The faces are found by the unchanged finder of the package, not by the published one: training a
 * finder must not change the split that it is tested on. The result is kept on disk, because
 * computing it takes minutes.
 */
export async function copiedPhotographs(
  photographs: readonly DataPhotograph[],
  cacheFolder: string,
): Promise<PhotographPair[]> {
  const files = photographs.map(({ file }) => file);
  const key = await contentKey(files, [VERSION, photographs]);
  const cacheFile = path.join(cacheFolder, `copied-faces-${key}.json`);
  const cached = await readFile(cacheFile, 'utf8').catch(() => null);
  if (cached) return JSON.parse(cached) as PhotographPair[];

  const owners: number[] = [];
  const copies = await findFaceCopies(facePatches(photographs, owners));
  const seen = new Set<string>();
  const pairs = copies.flatMap(({ i, j }): PhotographPair[] => {
    const [a, b] = [owners[i] as number, owners[j] as number];
    const name = `${a} ${b}`;
    if (a === b || seen.has(name)) return [];
    seen.add(name);
    return [[a, b]];
  });
  await writeWhole(cacheFile, JSON.stringify(pairs));
  return pairs;
}

const NOTHING: CroppedPhotograph = { crops: [], patches: new Uint8Array() };

/** The patches of all faces. `owners` receives the photograph of each patch. */
async function* facePatches(
  photographs: readonly DataPhotograph[],
  owners: number[],
): AsyncGenerator<Uint8Array> {
  const weights = await pretrainedBlazeFace();
  const finder = createFaceFinder(
    { shapes: PRETRAINED_SHAPES, scoreThreshold: 0.3, iouThreshold: 0.3 },
    weights,
  );
  const progress = progressBar('Looking for copied faces', photographs.length);
  for (const [index, photograph] of photographs.entries()) {
    // An unreadable file has no copies. The command that cuts the photographs reports it.
    const { crops, patches } = await cropPhotograph(finder, photograph, index, CUT).catch(
      () => NOTHING,
    );
    for (const [i, { label, box }] of crops.entries()) {
      if (label === 'background' || box.height < SMALLEST_FACE) continue;
      owners.push(index);
      yield patches.subarray(i * PATCH_BYTES, (i + 1) * PATCH_BYTES);
    }
    progress.step();
  }
  progress.end();
  disposeWeights(weights);
}
