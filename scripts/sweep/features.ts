import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import { contentKey } from '../data/file-stamp.ts';
import { progressBar } from '../support/progress.ts';
import { writeWhole } from '../support/write-whole.ts';
import { backboneOf } from '../training/backbones/index.ts';
import { backboneFeatures } from '../training/network.ts';
import { stack } from '../training/samples.ts';
import type { TrialSettings } from './settings.ts';
import type { SweepData } from './sweep-data.ts';
import { isSeen, pictureOf } from './views.ts';

/** The settings that determine the features of a photograph. */
export type FeatureChoice = Pick<TrialSettings, 'backbone' | 'weights' | 'view'>;

/** Features of a frozen backbone, one row for each crop in the view. */
export interface FeatureTable {
  readonly featureCount: number;
  /** Row by row. */
  readonly values: Float32Array;
  /** The row of each crop, by the crop's index. */
  readonly rows: ReadonlyMap<number, number>;
}

/** Raise it when the pictures of a view change. */
const FEATURE_VERSION = 1;
const BATCH = 32;

async function fileOf(
  data: SweepData,
  { backbone, weights, view }: FeatureChoice,
): Promise<string> {
  const own = [FEATURE_VERSION, data.cut.key, backbone, view];
  const key = await contentKey(weights === undefined ? [] : [weights], own);
  return path.join(data.cache, `features-${key}`);
}

/** The features, computed once and kept on disk. */
export async function featureTable(data: SweepData, choice: FeatureChoice): Promise<FeatureTable> {
  const file = await fileOf(data, choice);
  const crops = data.cut.crops.flatMap(({ photograph }, i) =>
    isSeen(choice.view, data.photographAt(photograph)) ? [i] : [],
  );
  const { featureCount } = backboneOf(choice.backbone);
  const bytes = await readFile(`${file}.bin`).catch(() => null);
  const values = bytes
    ? new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    : await compute(data, choice, crops);
  if (!bytes) {
    await writeWhole(`${file}.bin`, new Uint8Array(values.buffer));
  }
  return { featureCount, values, rows: new Map(crops.map((crop, row) => [crop, row])) };
}

async function compute(
  data: SweepData,
  { backbone: name, weights: file, view }: FeatureChoice,
  crops: readonly number[],
): Promise<Float32Array> {
  const backbone = backboneOf(name);
  const weights = await backbone.pretrained({ file, cache: data.cache });
  const values = new Float32Array(crops.length * backbone.featureCount);
  const progress = progressBar(`Features of ${name}, ${view}`, crops.length);
  for (let start = 0; start < crops.length; start += BATCH) {
    const pictures = await Promise.all(
      crops.slice(start, start + BATCH).map((i) => {
        const crop = data.cropAt(i);
        const photograph = data.photographAt(crop.photograph);
        const seen = { crop, photograph, patch: () => data.cut.patch(i) };
        return pictureOf(view, seen, backbone.inputSize);
      }),
    );
    const pixels = stack(pictures, backbone.inputSize);
    const features = tf.tidy(() => backboneFeatures(backbone, weights, pixels));
    values.set(await features.data(), start * backbone.featureCount);
    tf.dispose([pixels, features]);
    for (const _ of pictures) progress.step();
  }
  progress.end();
  disposeWeights(weights);
  return values;
}
