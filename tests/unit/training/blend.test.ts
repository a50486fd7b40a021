import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { blendWithStart } from '@/scripts/training/blend';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

/** Blends the start [0, 8] with the end [4, 0]. The loss is the distance from `best`. */
async function blendTowards(best: readonly [number, number]) {
  const [start, end] = [{ w: tf.tensor1d([0, 8]) }, { w: tf.tensor1d([4, 0]) }];
  const before = tf.memory().numTensors;
  const blend = await blendWithStart(start, end, async ({ w }) => {
    const [a, b] = await (w as tf.Tensor).data();
    return Math.hypot((a as number) - best[0], (b as number) - best[1]);
  });
  const left = tf.memory().numTensors - before;
  const weights = [...(await (blend.weights.w as tf.Tensor).data())];
  return { startShare: blend.startShare, weights, left };
}

it('takes the mixture with the least loss and disposes of the others', async () => {
  expect(await blendTowards([3, 2])).toEqual({ startShare: 0.25, weights: [3, 2], left: 1 });
  expect(await blendTowards([1.1, 6])).toEqual({ startShare: 0.75, weights: [1, 6], left: 1 });
});

it('keeps the trained weights if no mixture is better', async () => {
  expect(await blendTowards([4, 0])).toEqual({ startShare: 0, weights: [4, 0], left: 1 });
});

it('says which weights the start lacks', async () => {
  const one = tf.tensor1d([1]);
  await expect(blendWithStart({}, { w: one }, async () => 0)).rejects.toThrow('no weights w');
});
