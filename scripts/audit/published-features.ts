import * as tf from '@tensorflow/tfjs';
import { normalize } from '../../lib/vision/judge/mask-classifier.ts';
import { loadModel } from '../../lib/vision/model/model-files.ts';
import { networkOf } from '../../lib/vision/model/networks/index.ts';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import { CROP_RULE } from '../data/crops/crop-rule.ts';
import type { CropSet } from '../data/crops/crop-set.ts';
import { progressBar } from '../support/progress.ts';
import { modelsFolder } from '../support/published-models.ts';
import { stack } from '../training/samples.ts';
import { centreCrop } from '../training/variation/augment.ts';

const BATCH = 32;

/**
 * What the published classifier sees in each crop, before its head.
 * @param models folder of published models
 * @returns [crops, channels]; the caller disposes
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function publishedFeatures(cut: CropSet, models: string): Promise<tf.Tensor2D> {
  const read = modelsFolder(models);
  const { manifest, weights } = await loadModel(read, 'mask-classifier');
  const network = networkOf(manifest.network);
  const progress = progressBar('Features of faces', cut.crops.length);
  const parts: tf.Tensor2D[] = [];
  for (let start = 0; start < cut.crops.length; start += BATCH) {
    const pictures = cut.crops
      .slice(start, start + BATCH)
      .map((_, k) => centreCrop(cut.patch(start + k), network.inputSize, CROP_RULE.fill));
    const pixels = stack(await Promise.all(pictures), network.inputSize);
    const features = tf.tidy(() => network.features(weights, normalize(manifest, pixels)));
    // The next batch begins when this one is computed, or all pictures would wait in memory.
    await features.data();
    pixels.dispose();
    parts.push(features);
    for (const _ of pictures) progress.step();
  }
  progress.end();
  disposeWeights(weights);
  const all = tf.concat2d(parts, 0);
  tf.dispose(parts);
  return all;
}
