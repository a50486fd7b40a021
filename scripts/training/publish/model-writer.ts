import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { f16round, getFloat16, setFloat16 } from '@petamoriken/float16';
import * as tf from '@tensorflow/tfjs';
import type { FaceFinderManifest } from '../../../lib/vision/model/manifest.ts';
import { filesOf } from '../../../lib/vision/model/model-files.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { swapInFolder } from '../../support/swap-in-folder.ts';

type WeightsEntry = FaceFinderManifest['weights'];
type TensorEntry = WeightsEntry['tensors'][number];

/**
 * How weights are stored. `mixed`: large kernels in 8 bits, the rest in 16. Small kernels weigh little, and
 * what is lost in the first ones passes through all the others.
 */
export type Storage = 'float16' | 'mixed';

/** Weights of a kernel that 8 bits are worth it for. */
const LARGE_KERNEL = 100_000;

/** Most that a file of a model holds: several are fetched at once, and some hosts refuse larger ones. */
const LARGEST_FILE_BYTES = 16 * 2 ** 20;

/** The weights file of a published model and the manifest's entry for it. */
export async function encodeWeights(
  weights: NamedWeights,
  storage: Storage,
  largestFileBytes = LARGEST_FILE_BYTES,
): Promise<{ file: Uint8Array; entry: WeightsEntry }> {
  const tensors: TensorEntry[] = [];
  const parts: Uint8Array[] = [];
  for (const [name, tensor] of Object.entries(weights)) {
    const values = (await tensor.data()) as Float32Array;
    const coded =
      storage === 'mixed' && tensor.rank > 1 && values.length >= LARGE_KERNEL
        ? quantize(values)
        : { quantization: { dtype: 'float16' as const }, bytes: toFloat16(values) };
    tensors.push({ name, shape: tensor.shape, dtype: 'float32', quantization: coded.quantization });
    parts.push(coded.bytes);
  }
  const file = new Uint8Array(Buffer.concat(parts));
  return { file, entry: entryOf(file, tensors, largestFileBytes) };
}

function entryOf(
  file: Uint8Array,
  tensors: TensorEntry[],
  largestFileBytes = LARGEST_FILE_BYTES,
): WeightsEntry {
  const shards = shardsOf(file, largestFileBytes).map((shard, i) => ({
    file: `weights-${i + 1}.bin`,
    ...sumOf(shard),
  }));
  return {
    file: 'weights.bin',
    ...sumOf(file),
    ...(shards.length > 1 && { shards }),
    tensors,
  };
}

function shardsOf(file: Uint8Array, largestBytes: number): Uint8Array[] {
  const count = Math.max(1, Math.ceil(file.byteLength / largestBytes));
  return Array.from({ length: count }, (_, i) =>
    file.subarray(i * largestBytes, (i + 1) * largestBytes),
  );
}

function sumOf(content: Uint8Array) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { bytes: content.byteLength, sha256 };
}

/** The weights of a published model as one file. */
export async function readWeightsFile(folder: string, entry: WeightsEntry): Promise<Uint8Array> {
  const files = filesOf(entry).map(({ file }) => readFile(path.join(folder, file)));
  return new Uint8Array(Buffer.concat(await Promise.all(files)));
}

/**
 * The weights with a number added to each value of one tensor, all others as they are stored.
 * @param name of a tensor in 16 bits
 */
export function addToTensor(
  file: Uint8Array,
  entry: WeightsEntry,
  name: string,
  added: readonly number[],
): { file: Uint8Array; entry: WeightsEntry } {
  const place = entry.tensors.findIndex((tensor) => tensor.name === name);
  const tensor = entry.tensors[place];
  if (tensor?.quantization?.dtype !== 'float16' || sizeOf(tensor) !== added.length) {
    throw new Error(`The model has no ${name} of ${added.length} values in 16 bits`);
  }
  const before = entry.tensors.slice(0, place);
  const at = before.reduce((sum, one) => sum + sizeOf(one) * bytesEach(one), 0);
  const after = file.slice();
  const view = new DataView(after.buffer, at);
  added.forEach((x, i) => {
    setFloat16(view, 2 * i, getFloat16(view, 2 * i, true) + x, true);
  });
  return { file: after, entry: entryOf(after, entry.tensors) };
}

function sizeOf({ shape }: TensorEntry): number {
  return shape.reduce((product, edge) => product * edge, 1);
}

function bytesEach({ quantization }: TensorEntry): number {
  return { uint8: 1, uint16: 2, float16: 2, float32: 4 }[quantization?.dtype ?? 'float32'];
}

/** How much of the values' whole range is tried. */
const RANGE_SHARES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5];

/**
 * Affine, 8 bits: value = stored * scale + min. A few far values would coarsen all others, so the range is
 * the one with the least squared error, and what lies beyond it is clipped.
 */
function quantize(values: Float32Array) {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  let best = { error: Infinity, min, scale: 1 };
  for (const share of RANGE_SHARES) {
    const low = min * share;
    const scale = ((max - min) * share) / 255 || 1;
    let error = 0;
    for (const value of values) error += (toByte(value, low, scale) * scale + low - value) ** 2;
    if (error < best.error) best = { error, min: low, scale };
  }
  const bytes = Uint8Array.from(values, (value) => toByte(value, best.min, best.scale));
  return { quantization: { dtype: 'uint8' as const, scale: best.scale, min: best.min }, bytes };
}

function toByte(value: number, min: number, scale: number): number {
  return Math.min(255, Math.max(0, Math.round((value - min) / scale)));
}

/** Half precision, little-endian. */
function toFloat16(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    if (!Number.isFinite(f16round(value))) {
      throw new RangeError('A weight is too large for 16 bits, or no number');
    }
    setFloat16(view, 2 * i, value, true);
  });
  return bytes;
}

/** Reads back what `encodeWeights` made, as the site will. */
export function decodeEncoded(file: Uint8Array, entry: WeightsEntry): NamedWeights {
  const bytes = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  return tf.io.decodeWeights(bytes as ArrayBuffer, entry.tensors as tf.io.WeightsManifestEntry[]);
}

/**
 * Puts a model folder in place as one step: written aside, then renamed. A failure on the way leaves
 * the old model as it was.
 */
export async function swapInModel(
  folder: string,
  manifest: { readonly weights: Parameters<typeof filesOf>[0] },
  weightsFile: Uint8Array,
): Promise<void> {
  await swapInFolder(folder, async (aside) => {
    let at = 0;
    for (const { file, bytes } of filesOf(manifest.weights)) {
      await writeFile(path.join(aside, file), weightsFile.subarray(at, at + bytes));
      at += bytes;
    }
    await writeFile(path.join(aside, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  });
}
