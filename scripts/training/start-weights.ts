import { maskClassifierManifest } from '../../lib/vision/model/manifest.ts';
import { loadModel } from '../../lib/vision/model/model-files.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { modelsFolder } from '../support/published-models.ts';
import { backboneOf } from './backbones/index.ts';
import { newClassifier } from './network.ts';
import type { TrainOptions } from './options.ts';
import { outputsOf, withOutputs } from './outputs.ts';
import { requireSameTraining } from './publish/same-training.ts';

/**
 * The weights that a run begins with.
 * @throws Error where the published model was trained on another split or for other classes, or would be
 * mixed into itself
 */
export async function startWeights(options: TrainOptions): Promise<NamedWeights> {
  if (options.start === 'pretrained') {
    const { classes, seed, backbone, weights: file, cache } = options;
    return newClassifier(outputsOf(classes).length, seed, backboneOf(backbone), { file, cache });
  }
  const read = modelsFolder(options.models);
  const { manifest, weights } = await loadModel(read, 'mask-classifier', maskClassifierManifest);
  requireSameTraining(manifest.training, options, ['data', 'split', 'seed', 'classes']);
  // A run that goes on after its model was published would mix in itself.
  if (options.blend && manifest.training?.name === options.name) {
    throw new Error(
      `--blend: the model in ${options.models} came from the run ${options.name} itself: give another --name`,
    );
  }
  return withOutputs(weights, manifest.labels, outputsOf(options.classes));
}
