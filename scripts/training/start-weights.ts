import { maskClassifierManifest } from '../../lib/vision/manifest.ts';
import { loadModel } from '../../lib/vision/model-files.ts';
import type { NamedWeights } from '../../lib/vision/weights.ts';
import { modelsFolder } from '../published-models.ts';
import { backboneOf } from './backbones/index.ts';
import { newClassifier } from './network.ts';
import type { TrainOptions } from './options.ts';
import { publishedOptions } from './published-options.ts';

/** What both runs must share, or the test part of one was training for the other. */
const SAME = ['data', 'split', 'seed', 'classes'] as const;

/**
 * The weights that a run begins with.
 * @throws Error where the published model was trained on another split or for other classes, or would be
 * mixed into itself
 */
export async function startWeights(options: TrainOptions): Promise<NamedWeights> {
  if (options.start === 'pretrained') {
    const { classes, seed, backbone, weights: file, cache } = options;
    return newClassifier(classes.length, seed, backboneOf(backbone), { file, cache });
  }
  const read = modelsFolder(options.models);
  const { manifest, weights } = await loadModel(read, 'mask-classifier', maskClassifierManifest);
  const ours = publishedOptions(options);
  for (const name of SAME) {
    const [theirs, wanted] = [manifest.training?.[name], ours[name]].map((x) => JSON.stringify(x));
    if (theirs !== wanted) {
      throw new Error(
        `--start published: the model in ${options.models} was trained with ${name} ${theirs}, not ${wanted}: its training may have seen this test part`,
      );
    }
  }
  // A run that goes on after its model was published would mix in itself.
  if (options.blend && manifest.training?.name === options.name) {
    throw new Error(
      `--blend: the model in ${options.models} came from the run ${options.name} itself: give another --name`,
    );
  }
  return weights;
}
