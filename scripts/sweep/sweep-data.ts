import { openPublishedFinder } from '../published-models.ts';
import { CROP_RULE } from '../training/crop-rule.ts';
import { type CropSet, cutAll } from '../training/crop-set.ts';
import type { Crop } from '../training/crops.ts';
import { type DataPhotograph, readDatasets } from '../training/dataset.ts';
import type { Split } from '../training/split.ts';
import { splitPhotographs } from '../training/split-photographs.ts';
import type { TrialSettings } from './settings.ts';

/** The photographs of a sweep, cut; what every trial shares. */
export interface SweepData {
  readonly cut: CropSet;
  /** Folder of intermediate results. */
  readonly cache: string;
  cropAt(i: number): Crop;
  photographAt(i: number): DataPhotograph;
  /** The split of each photograph. */
  splits(split: TrialSettings['split'], seed: number): Promise<readonly (Split | null)[]>;
}

/** Reads the folders and cuts every face, or takes what an earlier command cut. */
export async function openSweepData(
  folders: readonly string[],
  { models, cache }: { models: string; cache: string },
): Promise<SweepData> {
  const { photographs } = await readDatasets(folders);
  const finder = await openPublishedFinder(models);
  const cut = await cutAll(photographs, finder, finder.id, CROP_RULE, cache);
  const dealt = new Map<string, Promise<(Split | null)[]>>();
  return {
    cut,
    cache,
    cropAt: (i) => cut.crops[i] as Crop,
    photographAt: (i) => photographs[i] as DataPhotograph,
    splits(split, seed) {
      const key = `${split} ${seed}`;
      const known = dealt.get(key) ?? splitPhotographs(photographs, { split, seed, cache });
      dealt.set(key, known);
      return known;
    },
  };
}
