import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createFaceFinder, type FaceFinder } from '../../lib/vision/find/face-finder.ts';
import { checkManifest, type Manifests } from '../../lib/vision/model/manifest.ts';
import { loadModel, type ReadFile } from '../../lib/vision/model/model-files.ts';

/**
 * Reads model files from a folder on disk. A manifest is checked as a whole.
 * @throws MaskGateError `model-invalid` where a field of a manifest does not fit
 */
export function modelsFolder(folder: string): ReadFile {
  return async (file) => {
    const content = await readFile(path.join(folder, file));
    const [task, name] = file.split('/') as [keyof Manifests, string];
    if (name === 'manifest.json') checkManifest(task, content.toString());
    const { buffer, byteOffset, byteLength } = content;
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  };
}

export interface PublishedFinder extends FaceFinder {
  /** Identifies the weights. */
  readonly id: string;
  readonly scoreThreshold: number;
}

export async function openPublishedFinder(folder: string): Promise<PublishedFinder> {
  const { manifest, weights } = await loadModel(modelsFolder(folder), 'face-finder');
  return {
    ...createFaceFinder({ ...manifest, shapes: manifest.shapes.large }, weights),
    id: manifest.weights.sha256,
    scoreThreshold: manifest.scoreThreshold,
  };
}

/** SHA-256 of the weights of both published models: identifies the models of a measurement. */
export async function publishedIds(
  folder: string,
): Promise<Record<'face-finder' | 'mask-classifier', string>> {
  const id = async (model: string) => {
    const manifest = await readFile(path.join(folder, model, 'manifest.json'), 'utf8');
    return (JSON.parse(manifest) as { weights: { sha256: string } }).weights.sha256;
  };
  return { 'face-finder': await id('face-finder'), 'mask-classifier': await id('mask-classifier') };
}
