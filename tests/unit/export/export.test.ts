import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { scaleBox } from '@/lib/geometry';
import { readPixels } from '@/lib/vision/frame/open-frame';
import { cutRegions } from '@/lib/vision/frame/regions';
import { faceCrop } from '@/lib/vision/judge/face-crop';
import { readPhotograph } from '@/scripts/data/read-photograph';
import { isInstalled } from '@/scripts/engine/native-packages';
import { exportModels } from '@/scripts/export';
import { exportNetwork, siteOutput, TOLERANCE } from '@/scripts/export/export-network';
import { type ExportedNetwork, exportedNetworks } from '@/scripts/export/exported-networks';
import type { Format } from '@/scripts/export/format';
import { largestDifference } from '@/scripts/export/golden';
import { ONNX } from '@/scripts/export/onnx';
import { SAVED_MODEL } from '@/scripts/export/saved-model';
import { TFJS_GRAPH } from '@/scripts/export/tfjs-graph';
import { trace } from '@/scripts/export/trace';
import { backboneOf } from '@/scripts/training/backbones';
import { classifierLogits, newHead } from '@/scripts/training/network';
import { REAL_PHOTOGRAPHS_MISSING, realPhotographs } from '../../harness/real-photographs';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

const NAMES = [
  'mask-classifier',
  'face-finder-256x160',
  'face-finder-160x256',
  'face-finder-192x192',
];

async function network(name: string): Promise<ExportedNetwork> {
  const all = await exportedNetworks('public/models', 'small');
  return all.find((each) => each.name === name) as ExportedNetwork;
}

describe('export', () => {
  it('writes ONNX files that compute as the site does, with golden input and output', async () => {
    const out = await temporaryFolder();
    const exported = await exportModels({
      to: 'onnx',
      finderSize: 'small',
      out,
      seed: 3,
      models: 'public/models',
    });
    expect(exported.map(({ folder }) => path.relative(out, folder))).toEqual(
      NAMES.map((name) => path.join('onnx', name)),
    );
    for (const { folder, difference } of exported) {
      expect(difference).toBeLessThan(TOLERANCE);
      const [input, output] = [
        await npy(folder, 'golden-input'),
        await npy(folder, 'golden-output'),
      ];
      const again = await ONNX.run(folder, outputNameOf(folder), input);
      expect('values' in again && largestDifference(again.values, output.values)).toBeLessThan(
        TOLERANCE,
      );
      expect(spread(output.values)).toBeGreaterThan(0.1);
    }
    const about = JSON.parse(
      await readFile(path.join(out, 'onnx/mask-classifier/about.json'), 'utf8'),
    );
    expect(about.output.labels).toContain('with_mask');
    expect(about.input.shape).toEqual(['N', 150, 150, 3]);
  });

  it('writes a graph model that TensorFlow.js reads', async () => {
    const folder = path.join(await temporaryFolder(), 'exported');
    for (const name of NAMES) {
      const { difference } = await exportNetwork(await network(name), TFJS_GRAPH, folder, 1);
      expect(difference, name).toBeLessThan(TOLERANCE);
    }
  });

  it('writes a SavedModel that TensorFlow reads', async ({ skip }) => {
    skip(!isInstalled('node'), 'tfjs-node is not set up here (npm run setup:native)');
    const folder = path.join(await temporaryFolder(), 'exported');
    for (const name of NAMES) {
      const { difference } = await exportNetwork(await network(name), SAVED_MODEL, folder, 1);
      expect(difference, name).toBeLessThan(TOLERANCE);
    }
  });

  it('reports that a SavedModel was not run', async ({ skip }) => {
    skip(isInstalled('node'), 'tfjs-node is set up here');
    const folder = path.join(await temporaryFolder(), 'exported');
    const { missing } = await exportNetwork(
      await network('mask-classifier'),
      SAVED_MODEL,
      folder,
      1,
    );
    expect(missing).toContain('npm run setup:native');
    expect((await readFile(path.join(folder, 'saved_model.pb'))).length).toBeGreaterThan(
      20_000_000,
    );
  });

  it.each(['resnet18', 'face-mobilenet'] as const)('writes a %s classifier', async (name) => {
    const backbone = backboneOf(name);
    const weights = {
      ...(backbone.random?.(1) ?? (await backbone.pretrained({ cache: '' }))),
      ...newHead(backbone.featureCount, 4, 1),
    };
    const classifier: ExportedNetwork = {
      name,
      weights,
      inputShape: [backbone.inputSize, backbone.inputSize, 3],
      outputName: 'logits',
      output: (pixels) => classifierLogits(backbone, weights, pixels),
      about: {},
    };
    const folder = path.join(await temporaryFolder(), 'exported');
    for (const format of [ONNX, TFJS_GRAPH]) {
      const { difference } = await exportNetwork(classifier, format, folder, 1);
      expect(difference).toBeLessThan(TOLERANCE);
    }
    expect(spread((await npy(folder, 'golden-output')).values)).toBeGreaterThan(0.01);
    tf.dispose(weights);
  });

  it('keeps the earlier files if the written network computes other values', async () => {
    const folder = path.join(await temporaryFolder(), 'exported');
    const classifier = await network('mask-classifier');
    await exportNetwork(classifier, ONNX, folder, 1);
    const before = await readFile(path.join(folder, 'model.onnx'));
    const damaged: Format = {
      ...ONNX,
      files(graph, outputName) {
        const constants = graph.constants.map((constant) =>
          constant.name === 'head/output/bias'
            ? { ...constant, values: constant.values.map((value) => value + 0.01) }
            : constant,
        );
        const damagedBias = constants.find(({ name }) => name === 'head/output/bias');
        const nodes = graph.nodes.map((node) => ({
          ...node,
          inputs: node.inputs.map((value) =>
            value.name === 'head/output/bias' && damagedBias ? damagedBias : value,
          ),
        }));
        return ONNX.files({ ...graph, constants, nodes }, outputName);
      },
    };
    await expect(exportNetwork(classifier, damaged, folder, 1)).rejects.toThrow(
      "mask-classifier: the written network differs from the site's by 0.01",
    );
    expect((await readFile(path.join(folder, 'model.onnx'))).equals(before)).toBe(true);
  });

  it('computes the same as the site on 50 faces', { timeout: 120_000 }, async ({ skip }) => {
    skip(REAL_PHOTOGRAPHS_MISSING !== undefined, REAL_PHOTOGRAPHS_MISSING);
    const classifier = await network('mask-classifier');
    const [size] = classifier.inputShape;
    const folder = await temporaryFolder();
    await exportNetwork(classifier, ONNX, path.join(folder, 'exported'), 1);
    const photographs = realPhotographs(25);
    expect(photographs).toHaveLength(50);
    const faces: tf.Tensor4D[] = [];
    for (const photograph of photographs) {
      const { frame, scale } = await readPhotograph(await photograph.load());
      const pixels = readPixels(frame);
      const square = faceCrop(scaleBox(photograph.box, 1 / scale), 1.36);
      faces.push(cutRegions(pixels, [square], { width: size, height: size }, 127));
      pixels.dispose();
    }
    const batch = tf.concat4d(faces, 0);
    const input = { shape: batch.shape, values: new Float32Array(await batch.data()) };
    tf.dispose([...faces, batch]);
    const site = await siteOutput(classifier, input);
    const ran = await ONNX.run(path.join(folder, 'exported'), 'logits', input);
    if ('missing' in ran) throw new Error(ran.missing);
    expect(ran.values).toHaveLength(site.values.length);
    const differences = site.values.map((value, i) => Math.abs(value - (ran.values[i] as number)));
    const largest = Math.max(...differences);
    expect(largest).toBeLessThan(1e-3);
  });
});

describe('trace', () => {
  const pixels = [8, 8, 3];

  it('names an operation that no export format supports', async () => {
    await expect(trace({}, pixels, (x) => tf.sin(x))).rejects.toThrow("'Sin'");
    expect(tf.getBackend()).toBe('wasm');
  });

  it('rejects a network that mixes the pictures of a batch', async () => {
    await expect(trace({}, pixels, (x) => tf.reshape(x, [-1, 3]))).rejects.toThrow(
      'reshape mixes the pictures of a batch',
    );
  });
});

function outputNameOf(folder: string): string {
  return path.basename(folder) === 'mask-classifier' ? 'logits' : 'anchors';
}

function spread(values: Float32Array): number {
  return Math.max(...values) - Math.min(...values);
}

/** Reads a file in NumPy's `.npy` format, by its specification. */
async function npy(folder: string, name: string) {
  const file = await readFile(path.join(folder, `${name}.npy`));
  expect(file.subarray(1, 6).toString()).toBe('NUMPY');
  const begin = 10 + file.readUInt16LE(8);
  expect(begin % 64).toBe(0);
  const shape = file
    .subarray(10, begin)
    .toString()
    .match(/\(([\d, ]+)\)/)?.[1]
    ?.split(',')
    .map(Number);
  return {
    shape: shape ?? [],
    values: new Float32Array(new Uint8Array(file.subarray(begin)).buffer),
  };
}
