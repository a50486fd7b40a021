import type { FaceFinderManifest } from '../../../lib/vision/model/manifest.ts';
import { loadModel } from '../../../lib/vision/model/model-files.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { modelsFolder } from '../../support/published-models.ts';
import { pretrainedBlazeFace } from '../pretrained/blazeface.ts';
import { requireSameTraining } from '../publish/same-training.ts';
import { withFineHead } from './fine-head.ts';
import type { FinderOptions } from './options.ts';

/**
 * The finder that a run begins with, and the run that it came from.
 * @throws Error where the published one was trained on another split
 */
export async function startFinder(
  options: FinderOptions,
): Promise<{ weights: NamedWeights; training?: FaceFinderManifest['training'] }> {
  if (options.start === 'pretrained') {
    return { weights: withFineHead(await pretrainedBlazeFace(), options.seed) };
  }
  const read = modelsFolder(options.models);
  const { manifest, weights } = await loadModel(read, 'face-finder');
  requireSameTraining(manifest.training, options, ['data', 'split', 'seed']);
  return { weights: withFineHead(weights, options.seed), training: manifest.training };
}
