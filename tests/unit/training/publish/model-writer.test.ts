import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadModel } from '@/lib/vision/model/model-files';
import { modelsFolder } from '@/scripts/support/published-models';
import { seededRandom } from '@/scripts/support/random';
import {
  addToTensor,
  decodeEncoded,
  encodeWeights,
  readWeightsFile,
  swapInModel,
} from '@/scripts/training/publish/model-writer';
import { temporaryFolder } from '../../../support/temporary-folder';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

/** The values after they are written and read back. */
async function roundTrip(
  values: readonly number[],
  shape: number[],
  storage: 'float16' | 'mixed',
): Promise<number[]> {
  const { file, entry } = await encodeWeights({ w: tf.tensor([...values], shape) }, storage);
  return Array.from((await decodeEncoded(file, entry).w?.data()) ?? []);
}

function randomValues(count: number, scale: number): number[] {
  const random = seededRandom(5);
  return Array.from({ length: count }, () => (random() * 2 - 1) * scale);
}

describe('float16', () => {
  it('keeps values of half precision exactly', async () => {
    const exact = [0, 1, -2, 0.5, 65504, -65504, 2 ** -14, 2 ** -24, 1023 * 2 ** -24, 1 + 2 ** -10];
    expect(await roundTrip(exact, [exact.length], 'float16')).toEqual(exact);
  });

  it('rounds to the nearest, ties to even', async () => {
    const ties = [1 + 2 ** -11, 1 + 3 * 2 ** -11, 1.5 * 2 ** -24, 2.5 * 2 ** -24];
    const rounded = [1, 1 + 2 ** -9, 2 * 2 ** -24, 2 * 2 ** -24];
    expect(await roundTrip(ties, [ties.length], 'float16')).toEqual(rounded);
  });

  it('is off by at most 2^-11 of a value, 2^-25 near zero', async () => {
    for (const scale of [1e-6, 1e-3, 1, 1e3, 6e4]) {
      const values = randomValues(500, scale).map(Math.fround);
      const stored = await roundTrip(values, [500], 'float16');
      values.forEach((value, i) => {
        const allowed = Math.max(Math.abs(value) * 2 ** -11, 2 ** -25);
        expect(Math.abs((stored[i] as number) - value)).toBeLessThanOrEqual(allowed);
      });
    }
  });

  it('refuses values that would not be finite', async () => {
    await expect(roundTrip([65520], [1], 'float16')).rejects.toThrow(RangeError);
    await expect(roundTrip([Number.NaN], [1], 'float16')).rejects.toThrow(RangeError);
  });
});

describe('mixed storage', () => {
  it('is off by at most half a step of 255 in a large kernel', async () => {
    const values = randomValues(102_400, 0.3).map(Math.fround);
    const stored = await roundTrip(values, [320, 320], 'mixed');
    const step = 0.6 / 255;
    const furthest = values.reduce(
      (most, value, i) => Math.max(most, Math.abs((stored[i] as number) - value)),
      0,
    );
    expect(furthest).toBeLessThanOrEqual(0.501 * step);
    expect(furthest).toBeGreaterThan(0.4 * step);
  });

  it('does not let a few outliers coarsen all other values', async () => {
    const values = randomValues(102_400, 0.1).map(Math.fround);
    const far = values.map((value, i) => (i % 50_000 === 0 ? Math.sign(value) * 0.16 : value));
    const stored = await roundTrip(far, [320, 320], 'mixed');
    const squared = far.map((value, i) => ((stored[i] as number) - value) ** 2);
    const mean = squared.reduce((sum, error) => sum + error, 0) / squared.length;
    const stepOfWholeRange = 0.32 / 255;
    expect(mean).toBeLessThan((0.9 * stepOfWholeRange ** 2) / 12);
  });

  it('takes 8 bits for large kernels and 16 for vectors and small ones', async () => {
    const weights = {
      kernel: tf.ones([320, 320]),
      bias: tf.ones([102_400]),
      small: tf.ones([4, 4]),
    };
    const { file, entry } = await encodeWeights(weights, 'mixed');
    expect(entry.tensors.map(({ name, quantization }) => [name, quantization?.dtype])).toEqual([
      ['kernel', 'uint8'],
      ['bias', 'float16'],
      ['small', 'float16'],
    ]);
    expect(file.byteLength).toBe(320 * 320 + 2 * 102_400 + 2 * 16);
  });

  it('keeps a kernel whose values are all equal', async () => {
    expect(await roundTrip(new Array(102_400).fill(0.25), [320, 320], 'mixed')).toEqual(
      new Array(102_400).fill(0.25),
    );
  });
});

describe('addToTensor', () => {
  const published = async () => {
    const kernel = tf.tensor(
      Array.from({ length: 102_400 }, (_, i) => Math.sin(i)),
      [320, 320],
    );
    const weights = { kernel, bias: tf.tensor1d([1, 2, 3]), last: tf.tensor1d([7]) };
    return encodeWeights(weights, 'mixed');
  };

  it('changes one tensor and the checksum, and nothing else', async () => {
    const { file, entry } = await published();
    const after = addToTensor(file, entry, 'bias', [0.5, 0, -1]);
    const before = decodeEncoded(file, entry);
    const now = decodeEncoded(after.file, after.entry);
    expect([...(await (now.bias as tf.Tensor).data())]).toEqual([1.5, 2, 2]);
    for (const name of ['kernel', 'last']) {
      const [a, b] = [before[name], now[name]] as [tf.Tensor, tf.Tensor];
      expect(await b.data()).toEqual(await a.data());
    }
    expect(after.entry).toEqual({
      ...entry,
      sha256: createHash('sha256').update(after.file).digest('hex'),
    });
    expect(after.entry.sha256).not.toBe(entry.sha256);
  });

  it.each([
    ['kernel', [1]],
    ['bias', [1, 2]],
    ['absent', [1]],
  ])('refuses %s with %j', async (name, added) => {
    const { file, entry } = await published();
    expect(() => addToTensor(file, entry, name, added)).toThrow(`The model has no ${name} of`);
  });
});

describe('encodeWeights', () => {
  it('gives the length and the checksum of the file', async () => {
    const { file, entry } = await encodeWeights({ a: tf.ones([3]), b: tf.ones([2, 2]) }, 'float16');
    expect(entry).toMatchObject({
      file: 'weights.bin',
      bytes: file.byteLength,
      sha256: createHash('sha256').update(file).digest('hex'),
    });
    expect(entry.tensors.map(({ shape }) => shape)).toEqual([[3], [2, 2]]);
    expect(entry.shards).toBeUndefined();
  });

  it('stores a large file in parts, which are loaded as one', async () => {
    const numbers = Array.from({ length: 600 }, (_, i) => i);
    const weights = { small: tf.tensor1d([1, 2, 3]), large: tf.tensor1d(numbers) };
    const { file, entry } = await encodeWeights(weights, 'float16', 1000);
    expect(entry.shards?.map(({ file: name, bytes }) => [name, bytes])).toEqual([
      ['weights-1.bin', 1000],
      ['weights-2.bin', 206],
    ]);
    const models = await temporaryFolder();
    const published = await readFile('public/models/face-finder/manifest.json', 'utf8');
    const manifest = { ...JSON.parse(published), weights: entry };
    const folder = path.join(models, 'face-finder');
    await swapInModel(folder, manifest, file);
    expect((await readdir(folder)).sort()).toEqual([
      'manifest.json',
      'weights-1.bin',
      'weights-2.bin',
    ]);
    expect(Buffer.compare(await readWeightsFile(folder, entry), file)).toBe(0);

    const loaded = await loadModel(modelsFolder(models), 'face-finder');
    const [small, large] = [loaded.weights.small, loaded.weights.large] as [tf.Tensor, tf.Tensor];
    expect([...(await small.data())]).toEqual([1, 2, 3]);
    expect([...(await large.data())]).toEqual(numbers);

    await writeFile(path.join(folder, 'weights-2.bin'), 'half');
    await expect(loadModel(modelsFolder(models), 'face-finder')).rejects.toThrow(
      /weights-2.bin has 4 bytes/,
    );
  });
});

describe('swapInModel', () => {
  const WEIGHTS = Uint8Array.from([1, 2, 3]);
  const manifestOf = (version: number, content = [1, 2, 3]) => ({
    version,
    weights: { file: 'weights.bin', bytes: content.length, sha256: '' },
  });

  it('replaces the model, and leaves nothing else behind', async () => {
    const models = await temporaryFolder();
    const folder = path.join(models, 'classifier');
    await swapInModel(folder, manifestOf(1, [9]), Uint8Array.from([9]));
    await swapInModel(folder, manifestOf(2), WEIGHTS);
    expect(await readdir(models)).toEqual(['classifier']);
    expect([...(await readFile(path.join(folder, 'weights.bin')))]).toEqual([1, 2, 3]);
    expect(JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8'))).toEqual(
      manifestOf(2),
    );
  });

  it('leaves the old model in place when writing fails', async () => {
    const folder = path.join(await temporaryFolder(), 'classifier');
    await swapInModel(folder, manifestOf(1), WEIGHTS);
    // JSON cannot hold a bigint. By then the weights are written, and the manifest is not.
    const broken = { ...manifestOf(2), version: 2n };
    await expect(swapInModel(folder, broken, Uint8Array.from([9]))).rejects.toThrow();
    expect([...(await readFile(path.join(folder, 'weights.bin')))]).toEqual([1, 2, 3]);
    expect(await readFile(path.join(folder, 'manifest.json'), 'utf8')).toContain('"version": 1');
  });

  it('is not stopped by the remains of an interrupted run', async () => {
    const folder = path.join(await temporaryFolder(), 'classifier');
    await mkdir(`${folder}.new`, { recursive: true });
    await writeFile(path.join(`${folder}.new`, 'stale.bin'), 'half');
    await swapInModel(folder, manifestOf(1), WEIGHTS);
    expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'weights.bin']);
  });
});
