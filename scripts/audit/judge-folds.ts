import * as tf from '@tensorflow/tfjs';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { CROP_RULE } from '../data/crops/crop-rule.ts';
import { cutAll } from '../data/crops/crop-set.ts';
import type { Crop } from '../data/crops/crops.ts';
import type { DataPhotograph } from '../data/photograph.ts';
import { personGroups } from '../data/split-photographs.ts';
import { openPublishedFinder } from '../support/published-models.ts';
import { type CroppedData, featureTable } from '../sweep/features.ts';
import { foldsOf } from './folds.ts';
import { judgeUnseen } from './judge-unseen.ts';
import { type Judgement, placeInPhotograph } from './judgements.ts';

interface FoldOptions {
  readonly folds: number;
  readonly models: string;
  /** Folder of intermediate results. */
  readonly cache: string;
  readonly seed: number;
}

/**
 * Judges every face, and every box that the finder takes for one, by a head that learnt from the other folds,
 * on features of the face ResNet: that has never seen a mask's label and knows none that it is to question
 * (Northcutt et al. 2021, "Confident learning"). Copies of one photograph and pictures of one person are in
 * one fold. An engine must have been loaded.
 */
export async function judgeByFolds(
  photographs: readonly DataPhotograph[],
  { folds, models, cache, seed }: FoldOptions,
): Promise<Judgement[]> {
  const finder = await openPublishedFinder(models);
  const cut = await cutAll(photographs, finder, finder.id, CROP_RULE, cache);
  const data: CroppedData = {
    cut,
    cache,
    cropAt: (i) => cut.crops[i] as Crop,
    photographAt: (i) => photographs[i] as DataPhotograph,
  };
  const groups = await personGroups(photographs, cache);
  const strata = photographs.map(({ stratum }) => stratum);
  const foldOfPhotograph = foldsOf(groups, strata, folds, seed);
  const table = await featureTable(data, { backbone: 'face-resnet', view: 'crop' });
  const features = tf.tensor2d(table.values, [cut.crops.length, table.featureCount]);
  const truths = cut.crops.map(({ label }) => CLASS_LABELS.indexOf(label));
  const foldOfCrop = cut.crops.map(({ photograph }) => foldOfPhotograph[photograph] as number);
  const shares = await judgeUnseen({ features, truths, folds: foldOfCrop }, seed);
  features.dispose();
  return shares.map((row, i) => judgementOf(data, i, row));
}

function judgementOf(data: CroppedData, i: number, shares: readonly number[]): Judgement {
  const crop = data.cropAt(i);
  const photograph = data.photographAt(crop.photograph);
  return {
    file: `${photograph.dataset}/${photograph.name}`,
    ...placeInPhotograph(crop, photograph),
    label: crop.label,
    scores: Object.fromEntries(CLASS_LABELS.map((label, k) => [label, shares[k] ?? 0])),
  };
}
