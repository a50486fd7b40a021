import { MaskGateError } from '../../errors.ts';
import type { Manifests } from './manifest.ts';
import { parseJson } from './parse-json.ts';
import { sha256Hex } from './sha256.ts';
import { decodeWeights, type NamedWeights } from './weights.ts';

export interface ReadOptions {
  /** Length of the file where it is known, so that a download can say how far it is. */
  readonly bytes?: number;
  /** Past every copy that a browser or a service worker keeps: the copy was damaged. */
  readonly fresh?: boolean;
}

/** Gives a file by its path relative to the models folder; rejects where there is none. */
export type ReadFile = (path: string, options?: ReadOptions) => Promise<ArrayBuffer>;

export interface LoadedModel<M> {
  readonly manifest: M;
  readonly weights: NamedWeights;
}

/**
 * One published model, its weights on the current backend.
 * @param task of the model, which is also its folder
 * @throws MaskGateError `model-missing`, `model-invalid`; what `read` throws of its own
 */
export async function loadModel<Task extends keyof Manifests>(
  read: ReadFile,
  task: Task,
): Promise<LoadedModel<Manifests[Task]>> {
  const manifest = await loadManifest(read, task);
  const files = await Promise.all(
    filesOf(manifest.weights).map((part) =>
      readSound(read, `${task}/${part.file}`, { bytes: part.bytes }, async (content) => {
        await verify(content, part);
        return content;
      }),
    ),
  );
  const [only] = files as [ArrayBuffer];
  const whole = files.length === 1 ? only : await new Blob(files).arrayBuffer();
  return { manifest, weights: decodeWeights(whole, manifest.weights) };
}

interface WeightsFile {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The files that hold the weights, in order. */
export function filesOf(
  weights: WeightsFile & { readonly shards?: readonly WeightsFile[] },
): readonly WeightsFile[] {
  return weights.shards ?? [weights];
}

/**
 * The manifest of a model. Whoever lets models in has checked it whole: the build of the site, or the
 * reader of a folder. Here it may be cut off on its way, or something else may come in its place.
 * @throws MaskGateError `model-missing`, `model-invalid`; what `read` throws of its own
 */
export async function loadManifest<Task extends keyof Manifests>(
  read: ReadFile,
  task: Task,
): Promise<Manifests[Task]> {
  return readSound(read, `${task}/manifest.json`, {}, async (content) => {
    const value = parseJson(new TextDecoder().decode(content), task);
    if (isManifestOf(value, task)) return value;
    throw new MaskGateError('model-invalid', `${task}/manifest.json is no manifest of a ${task}`);
  });
}

function isManifestOf<Task extends keyof Manifests>(
  value: unknown,
  task: Task,
): value is Manifests[Task] {
  return (value as Manifests[Task] | null)?.task === task;
}

/**
 * A file as `parse` understands it. A damaged one is read once more, past every copy.
 * @param parse throws `model-invalid` where the file is damaged
 */
async function readSound<T>(
  read: ReadFile,
  path: string,
  options: ReadOptions,
  parse: (content: ArrayBuffer) => Promise<T>,
): Promise<T> {
  const content = await readModelFile(read, path, options);
  try {
    return await parse(content);
  } catch (error) {
    if (!(error instanceof MaskGateError)) throw error;
    return parse(await readModelFile(read, path, { ...options, fresh: true }));
  }
}

/** @throws MaskGateError `model-invalid` where a file is not the one that the manifest describes */
async function verify(content: ArrayBuffer, { file, bytes, sha256 }: WeightsFile): Promise<void> {
  if (content.byteLength !== bytes) {
    const found = `${file} has ${content.byteLength} bytes`;
    throw new MaskGateError('model-invalid', `${found}, its manifest says ${bytes}`);
  }
  const sum = await sha256Hex(content);
  if (sum !== sha256) {
    const found = `${file} has the sha256 ${sum}`;
    throw new MaskGateError('model-invalid', `${found}, its manifest says ${sha256}`);
  }
}

async function readModelFile(
  read: ReadFile,
  path: string,
  options: ReadOptions,
): Promise<ArrayBuffer> {
  try {
    return await read(path, options);
  } catch (cause) {
    if (cause instanceof MaskGateError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const attempted = `The model file ${path} could not be read`;
    throw new MaskGateError('model-missing', `${attempted}: ${reason}`, { cause });
  }
}
