import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createFaceFinder, type FaceFinder } from '../lib/vision/face-finder.ts';
import { faceFinderManifest } from '../lib/vision/manifest.ts';
import { loadModel, type ReadFile } from '../lib/vision/model-files.ts';

/** Reads model files from a folder on disk, as the site fetches them from its own. */
export function modelsFolder(folder: string): ReadFile {
  return async (file) => {
    const { buffer, byteOffset, byteLength } = await readFile(path.join(folder, file));
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  };
}

/** The published face finder; `id` tells one set of weights from another. */
export async function openPublishedFinder(folder: string): Promise<FaceFinder & { id: string }> {
  const { manifest, weights } = await loadModel(
    modelsFolder(folder),
    'face-finder',
    faceFinderManifest,
  );
  return { ...createFaceFinder(manifest, weights), id: manifest.weights.sha256 };
}
