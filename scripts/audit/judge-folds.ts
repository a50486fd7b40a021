import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { CROP_RULE } from '../data/crops/crop-rule.ts';
import { cutAll } from '../data/crops/crop-set.ts';
import type { Crop } from '../data/crops/crops.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import { personGroups } from '../data/split-photographs.ts';
import { openPublishedFinder } from '../support/published-models.ts';
import { foldsOf } from './folds.ts';
import { judgeUnseen } from './judge-unseen.ts';
import { type Judgement, placeInPhotograph } from './judgements.ts';
import { publishedFeatures } from './published-features.ts';

interface FoldOptions {
  readonly folds: number;
  readonly models: string;
  /** Folder of intermediate results. */
  readonly cache: string;
  readonly seed: number;
}

/**
 * Judges every face, and every box that the finder takes for one, by a head that learnt from the other folds
 * (Northcutt et al. 2021, "Confident learning"), on features of the published classifier. In data that this
 * was trained on, it has seen the labels that it is to question: fewer wrong ones are found. Copies of one
 * photograph and pictures of one person are in one fold. An engine must have been loaded.
 */
export async function judgeByFolds(
  photographs: readonly DataPhotograph[],
  { folds, models, cache, seed }: FoldOptions,
): Promise<Judgement[]> {
  const finder = await openPublishedFinder(models);
  const cut = await cutAll(photographs, finder, finder.id, CROP_RULE, cache);
  const groups = await personGroups(photographs, cache);
  const strata = photographs.map(({ stratum }) => stratum);
  const foldOfPhotograph = foldsOf(groups, strata, folds, seed);
  const features = await publishedFeatures(cut, models);
  const truths = cut.crops.map(({ label }) => CLASS_LABELS.indexOf(label));
  const foldOfCrop = cut.crops.map(({ photograph }) => foldOfPhotograph[photograph] as number);
  const shares = await judgeUnseen({ features, truths, folds: foldOfCrop }, seed);
  features.dispose();
  return shares.map((row, i) => judgementOf(photographs, cut.crops[i] as Crop, row));
}

function judgementOf(
  photographs: readonly DataPhotograph[],
  crop: Crop,
  shares: readonly number[],
): Judgement {
  const photograph = photographs[crop.photograph] as DataPhotograph;
  return {
    file: `${photograph.dataset}/${photograph.name}`,
    ...placeInPhotograph(crop, photograph),
    label: crop.label,
    scores: Object.fromEntries(CLASS_LABELS.map((label, k) => [label, shares[k] ?? 0])),
  };
}
