import { maskClassifierManifest } from '../../lib/vision/model/manifest.ts';
import { loadModel } from '../../lib/vision/model/model-files.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { modelsFolder } from '../support/published-models.ts';
import { type Network, newClassifier } from './network.ts';
import type { TrainOptions } from './options.ts';
import { outputsOf, withOutputs } from './outputs.ts';
import { requireSameTraining } from './publish/same-training.ts';

/** What a run begins with. */
export interface Start {
  /** The caller disposes. */
  readonly weights: NamedWeights;
  /** Of a published model, what its manifest tells of the training that it came from. */
  readonly trainedBefore?: Readonly<Record<string, unknown>>;
}

type StartOptions = Pick<
  TrainOptions,
  | 'start'
  | 'seed'
  | 'weights'
  | 'cache'
  | 'models'
  | 'name'
  | 'blend'
  | 'data'
  | 'add'
  | 'split'
  | 'classes'
>;

/**
 * The weights that a run begins with: a pretrained backbone with a new head, or the published model.
 * @throws Error where the published model was trained on another split or for other classes, or would be
 * mixed into itself
 */
export async function startWeights(network: Network, options: StartOptions): Promise<Start> {
  if (options.start === 'pretrained') {
    const { seed, weights: file, cache } = options;
    return { weights: await newClassifier(network, seed, { file, cache }) };
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
  return {
    weights: withOutputs(weights, manifest.labels, outputsOf(network.classes)),
    trainedBefore: manifest.training,
  };
}
