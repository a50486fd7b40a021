import path from 'node:path';
import type { MaskClassifierManifest } from '../../lib/vision/model/manifest.ts';
import { loadModel } from '../../lib/vision/model/model-files.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { modelsFolder } from '../support/published-models.ts';
import { type Network, newClassifier, randomClassifier } from './network.ts';
import type { TrainOptions } from './options.ts';
import { outputsOf, withOutputs } from './outputs.ts';
import { requireSameTraining } from './publish/same-training.ts';

/** What a run begins with. */
export interface Start {
  /** The caller disposes. */
  readonly weights: NamedWeights;
  /** Of a published model, what its manifest tells of the training that it came from. */
  readonly trainedBefore?: Readonly<Record<string, unknown>>;
  /** Where the weights came from first; absent where they are random. */
  readonly origin?: MaskClassifierManifest['origin'];
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
  if (options.start !== 'published') return firstWeights(network, options);
  const read = modelsFolder(options.models);
  const { manifest, weights } = await loadModel(read, 'mask-classifier');
  if (manifest.network !== network.backbone.name) {
    throw new Error(
      `--start published: the model in ${options.models} is a ${manifest.network}: add --backbone ${manifest.network}`,
    );
  }
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
    origin: manifest.origin,
  };
}

/** A pretrained network, or a random one where that is wanted or the weights cannot be had. */
async function firstWeights(
  network: Network,
  { start, seed, weights: file, cache }: StartOptions,
): Promise<Start> {
  const random = () => randomClassifier(network, seed);
  if (start === 'scratch') return { weights: random() as NamedWeights };
  try {
    const { sha256: _, ...given } = network.backbone.origin;
    return {
      weights: await newClassifier(network, seed, { file, cache }),
      origin:
        file === undefined ? network.backbone.origin : { ...given, file: path.basename(file) },
    };
  } catch (error) {
    // A file that was named must be read or refused.
    const scratch = file === undefined ? random() : null;
    if (!scratch) throw error;
    console.warn(
      `WARNING: no pretrained weights for ${network.backbone.name} (${(error as Error).message}). Training ` +
        'begins with random ones, which takes far more data and epochs. --weights FILE names a safetensors file',
    );
    return { weights: scratch };
  }
}
