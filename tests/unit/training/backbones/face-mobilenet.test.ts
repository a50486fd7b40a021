import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { backboneOf } from '@/scripts/training/backbones';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

const FOLDER = 'node_modules/@vladmandic/human/models/';

it('computes the same as the graph in the package', async () => {
  const json = JSON.parse(await readFile(`${FOLDER}faceres.json`, 'utf8'));
  const { buffer, byteOffset, byteLength } = await readFile(`${FOLDER}faceres.bin`);
  const graph = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: json.modelTopology,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    }),
  });
  const image = tf.randomUniform([2, 224, 224, 3], 0, 255, 'float32', 5) as tf.Tensor4D;
  const expected = await (graph.execute(image, 'global_pooling/Mean') as tf.Tensor).data();

  const backbone = backboneOf('face-mobilenet');
  const weights = await backbone.pretrained({ cache: '' });
  const actual = await backbone.features(weights, image).data();
  expect(actual).toHaveLength(2 * backbone.featureCount);
  const worst = Array.from(actual).reduce(
    (max, v, i) => Math.max(max, Math.abs(v - (expected[i] as number))),
    0,
  );
  expect(worst).toBeLessThan(1e-4);
  await expect(async () => backbone.pretrained({ cache: '', file: 'a' })).rejects.toThrow(
    /npm package/,
  );
});
