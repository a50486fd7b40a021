import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs';
import { BlazeFaceModel } from '@tensorflow-models/blazeface';
import { beforeAll, describe, expect, it } from 'vitest';
import { anchorsOf } from '@/lib/vision/find/anchors';
import {
  ANCHOR_STRIDE,
  blazeFace,
  headsOf,
  ORIGINAL_HEADS,
} from '@/lib/vision/model/networks/blazeface';
import { withFineHead } from '@/scripts/training/finder/fine-head';
import { pretrainedBlazeFace } from '@/scripts/training/pretrained/blazeface';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

const SQUARE = { width: 256, height: 256 };

describe('blazeFace', () => {
  it('computes the same as the graph that it was imported from', async () => {
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
    const theirs = ORIGINAL_HEADS.map((head) => {
      const rows = anchorsOf(SQUARE, [head]).length;
      const [score, box] = [1, 16].map((n) =>
        outputs.find(({ shape }) => shape[1] === rows && shape[2] === n),
      ) as [tf.Tensor3D, tf.Tensor3D];
      return tf.concat3d([score, box], 2);
    });
    const expected = await tf.concat3d(theirs, 1).data();
    const actual = await blazeFace(await pretrainedBlazeFace(), image).data();

    expect(actual.length).toBe(anchorsOf(SQUARE, ORIGINAL_HEADS).length * ANCHOR_STRIDE);
    const worst = Array.from(actual).reduce(
      (max, v, i) => Math.max(max, Math.abs(v - (expected[i] ?? NaN))),
      0,
    );
    expect(worst).toBeLessThan(1e-3);
    expect(Math.max(...expected)).toBeGreaterThan(1);
  });

  it('takes any shape, adds a head at stride 8, and keeps its original heads', async () => {
    const stock = await pretrainedBlazeFace();
    const pyramid = withFineHead(stock, 1);
    const shape = { width: 96, height: 64 };
    const image = tf.randomUniform([2, 64, 96, 3], -1, 1, 'float32', 7) as tf.Tensor4D;
    const [before, after] = [blazeFace(stock, image), blazeFace(pyramid, image)];
    const anchors = anchorsOf(shape, headsOf(pyramid));
    expect(after.shape).toEqual([2, anchors.length, ANCHOR_STRIDE]);
    expect(anchors.filter(({ stride }) => stride === 8).length).toBe(12 * 8);
    const old = tf.slice(after, [0, 0, 0], before.shape);
    expect(await tf.max(tf.abs(tf.sub(old, before))).array()).toBeLessThan(1e-3);
    // The new head takes 1 of 100 anchors for a face, and expects faces of two cells.
    const [, oldRows] = before.shape;
    const fine = tf.slice(after, [0, oldRows, 0], [-1, -1, -1]);
    const [score, , , width] = (await tf.mean(fine, [0, 1]).array()) as number[];
    expect(1 / (1 + Math.exp(-(score ?? 0)))).toBeCloseTo(0.01, 2);
    expect(width).toBeGreaterThan(12);
    expect(width).toBeLessThan(20);
  });

  it('copies the features of a cell at stride 16 to its four cells at stride 8', async () => {
    const weights = withFineHead(await pretrainedBlazeFace(), 1);
    // Only the path from stride 16 is left: no lateral path, and blocks that add nothing.
    const silent = Object.entries(weights).map(([name, tensor]) => {
      const isSilent = name === 'fine/lateral/kernel' || name.startsWith('fine/block');
      return [name, isSilent ? tf.zerosLike(tensor) : tensor] as const;
    });
    const image = tf.randomUniform([1, 64, 96, 3], -1, 1, 'float32', 3) as tf.Tensor4D;
    const first = anchorsOf({ width: 96, height: 64 }, ORIGINAL_HEADS).length;
    const output = blazeFace(Object.fromEntries(silent), image);
    const scores = await tf.reshape(tf.slice(output, [0, first, 0], [-1, -1, 1]), [8, 12]).array();
    const rows = scores as number[][];
    const ofFour = rows.map((row, y) => row.map((_, x) => rows[y - (y % 2)]?.[x - (x % 2)]));
    expect(rows).toEqual(ofFour);
    expect(new Set(rows.flat()).size).toBe(4 * 6);
  });
});

describe('anchorsOf', () => {
  it('gives those of @tensorflow-models/blazeface, for its shape and heads', () => {
    const stock = new BlazeFaceModel({} as never, 128, 128, 10, 0.3, 0.75) as unknown as {
      anchorsData: [number, number][];
    };
    // Its anchors have strides 8 and 16 at 128 px, which are 16 and 32 at 256 px.
    const anchors = anchorsOf(SQUARE, ORIGINAL_HEADS).map(({ x, y }) => [x / 2, y / 2]);
    expect(anchors).toEqual(stock.anchorsData);
  });

  it('goes row by row in a rectangle', () => {
    const [first, second, ...rest] = anchorsOf({ width: 64, height: 32 }, [
      { name: 'head', stride: 16, anchorsPerCell: 2 },
    ]);
    expect([first, second]).toEqual([
      { x: 8, y: 8, stride: 16 },
      { x: 8, y: 8, stride: 16 },
    ]);
    expect(rest.at(-1)).toEqual({ x: 56, y: 24, stride: 16 });
    expect(rest.length).toBe(14);
  });
});
