import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { BlazeFaceModel } from '@tensorflow-models/blazeface';
import { beforeAll, describe, expect, it } from 'vitest';
import { ANCHORS } from '@/lib/vision/find/anchors';
import { ANCHOR_COUNT, blazeFace, HEADS } from '@/lib/vision/model/networks/blazeface';
import { pretrainedBlazeFace } from '@/scripts/training/pretrained/blazeface';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

describe('blazeFace', () => {
  it('computes what the graph that it was imported from computes', async () => {
    const folder = 'node_modules/@vladmandic/human/models/';
    const json = JSON.parse(await readFile(`${folder}blazeface.json`, 'utf8'));
    const bin = await readFile(`${folder}blazeface.bin`);
    const graph = await tf.loadGraphModel(
      tf.io.fromMemory({
        modelTopology: json.modelTopology,
        weightSpecs: json.weightsManifest[0].weights,
        weightData: bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.byteLength),
      }),
    );
    const image = tf.randomUniform([1, 256, 256, 3], -1, 1, 'float32', 7) as tf.Tensor4D;

    const outputs = graph.execute(image) as tf.Tensor3D[];
    const theirs = HEADS.map(({ cells, anchorsPerCell }) => {
      const rows = cells * cells * anchorsPerCell;
      const [score, box] = [1, 16].map((n) =>
        outputs.find(({ shape }) => shape[1] === rows && shape[2] === n),
      ) as [tf.Tensor3D, tf.Tensor3D];
      return tf.concat3d([score, box], 2);
    });
    const expected = await tf.concat3d(theirs, 1).data();
    const actual = await blazeFace(await pretrainedBlazeFace(), image).data();

    expect(actual.length).toBe(ANCHOR_COUNT * 17);
    const worst = Array.from(actual).reduce(
      (max, v, i) => Math.max(max, Math.abs(v - (expected[i] ?? NaN))),
      0,
    );
    expect(worst).toBeLessThan(1e-3);
    expect(Math.max(...expected)).toBeGreaterThan(1);
  });
});

describe('ANCHORS', () => {
  it('are those of @tensorflow-models/blazeface', () => {
    const stock = new BlazeFaceModel({} as never, 128, 128, 10, 0.3, 0.75) as unknown as {
      anchorsData: [number, number][];
    };
    expect(ANCHORS.length).toBe(stock.anchorsData.length);
    ANCHORS.forEach(({ x, y }, i) => {
      expect([x * 128, y * 128]).toEqual(stock.anchorsData[i]);
    });
  });
});
