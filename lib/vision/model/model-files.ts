import type { z } from 'zod';
import { MaskGateError } from '../../errors.ts';
import { type FaceFinderManifest, type MaskClassifierManifest, parseManifest } from './manifest.ts';
import { decodeWeights, type NamedWeights } from './weights.ts';

/** Gives a file by its path relative to the models folder; rejects where there is none. */
export type ReadFile = (path: string) => Promise<ArrayBuffer>;

export interface LoadedModel<M> {
  readonly manifest: M;
  readonly weights: NamedWeights;
}

/**
 * One published model, its weights on the current backend.
 * @throws MaskGateError `model-missing`, `model-invalid`
 */
export async function loadModel<M extends FaceFinderManifest | MaskClassifierManifest>(
  read: ReadFile,
  folder: string,
  schema: z.ZodType<M>,
): Promise<LoadedModel<M>> {
  const [manifest, file] = await Promise.all([
    loadManifest(read, folder, schema),
    readModelFile(read, `${folder}/weights.bin`),
  ]);
  return { manifest, weights: decodeWeights(file, manifest.weights) };
}

/** @throws MaskGateError `model-missing`, `model-invalid` */
export async function loadManifest<M extends FaceFinderManifest | MaskClassifierManifest>(
  read: ReadFile,
  folder: string,
  schema: z.ZodType<M>,
): Promise<M> {
  const json = await readModelFile(read, `${folder}/manifest.json`);
  return parseManifest(schema, parseJson(json, folder));
}

async function readModelFile(read: ReadFile, path: string): Promise<ArrayBuffer> {
  try {
    return await read(path);
  } catch (cause) {
    throw new MaskGateError('model-missing', `The model file ${path} could not be read`, { cause });
  }
}

function parseJson(file: ArrayBuffer, folder: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(file));
  } catch (cause) {
    throw new MaskGateError('model-invalid', `${folder}/manifest.json is not JSON`, { cause });
  }
}
