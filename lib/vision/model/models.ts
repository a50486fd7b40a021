import type { FaceFinderManifest, MaskClassifierManifest } from './manifest.ts';
import {
  filesOf,
  type LoadedModel,
  loadManifest,
  loadModel,
  type ReadFile,
} from './model-files.ts';
import { disposeWeights } from './weights.ts';

const FINDER = 'face-finder';
const CLASSIFIER = 'mask-classifier';

/** The two published networks, their weights on the backend that was current when they came. */
export interface Models {
  readonly finder: LoadedModel<FaceFinderManifest>;
  readonly classifier: LoadedModel<MaskClassifierManifest>;
}

/**
 * @param read gives a file of the models folder, e.g. `face-finder/manifest.json`
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function loadModels(read: ReadFile): Promise<Models> {
  const [finder, classifier] = await Promise.all([
    loadModel(read, FINDER),
    loadModel(read, CLASSIFIER),
  ]);
  return { finder, classifier };
}

/**
 * Begins to download what `loadModels` will need. What goes wrong is left to that.
 * @param read keeps files
 */
export function beginDownload(read: ReadFile): void {
  const begin = async () => {
    const [finder, classifier] = await loadManifests(read);
    const readAll = (folder: string, { weights }: FaceFinderManifest | MaskClassifierManifest) =>
      filesOf(weights).map(({ file, bytes }) => read(`${folder}/${file}`, { bytes }));
    await Promise.all([...readAll(FINDER, finder), ...readAll(CLASSIFIER, classifier)]);
  };
  begin().catch(() => undefined);
}

export function disposeModels({ finder, classifier }: Models): void {
  disposeWeights(finder.weights);
  disposeWeights(classifier.weights);
}

/**
 * Tells one version of the models from another.
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function modelsVersion(read: ReadFile): Promise<string> {
  const manifests = await loadManifests(read);
  return manifests.map(({ weights }) => weights.sha256.slice(0, 16)).join('-');
}

function loadManifests(read: ReadFile) {
  return Promise.all([loadManifest(read, FINDER), loadManifest(read, CLASSIFIER)]);
}
