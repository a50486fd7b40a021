import { CROP_RULE } from '../data/crops/crop-rule.ts';
import { type CropSet, cutAll } from '../data/crops/crop-set.ts';
import type { Crop } from '../data/crops/crops.ts';
import { readDatasets } from '../data/dataset.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import type { Split } from '../data/split.ts';
import { splitPhotographs } from '../data/split-photographs.ts';
import { openPublishedFinder } from '../support/published-models.ts';
import type { TrialSettings } from './settings.ts';

/** The cropped photographs of a sweep, shared by all trials. */
export interface SweepData {
  readonly cut: CropSet;
  /** Folder for intermediate results. */
  readonly cache: string;
  cropAt(i: number): Crop;
  photographAt(i: number): DataPhotograph;
  /** The part of each photograph. */
  splits(split: TrialSettings['split'], seed: number): Promise<readonly (Split | null)[]>;
}

/** Reads the folders and crops every face, or reads the crops of an earlier command. */
export async function openSweepData(
  folders: readonly string[],
  { labels, models, cache }: { labels: readonly string[]; models: string; cache: string },
): Promise<SweepData> {
  const { photographs } = await readDatasets(folders, [], { labels, cache });
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
