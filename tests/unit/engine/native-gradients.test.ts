import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { loadEngine } from '@/scripts/engine/engine';
import { NATIVE_DIRECTORY } from '@/scripts/engine/native-packages';

const MISSING = 'tfjs-node is not set up here (npm run setup:native)';

it('computes the gradient of ReLU by its definition', async ({ skip }) => {
  skip(!existsSync(NATIVE_DIRECTORY), MISSING);
  await loadEngine('node');
  const x = tf.tensor2d([
    [-2, 0, 3],
    [1, -0.5, 4],
  ]);
  const factors = tf.tensor2d([
    [5, 6, 7],
    [8, 9, 10],
  ]);
  const gradient = tf.grad((v: tf.Tensor) => tf.sum(tf.mul(tf.relu(v), factors)));
  expect(await gradient(x).array()).toEqual([
    [0, 0, 7],
    [8, 0, 10],
  ]);
});

it('adds the gradients of overlapping max-pool windows at their maxima', async ({ skip }) => {
  skip(!existsSync(NATIVE_DIRECTORY), MISSING);
  await loadEngine('node');
  // The first two windows share their maximum, 9. The others have their own.
  const x = tf.tensor4d(
    [1, 2, 9, 3, 4, 5, 6, 7, 0, 8, 2, 1, 3, 4, 5, 6, 7, 8, 6, 5, 4, 3, 2, 1, 12],
    [1, 5, 5, 1],
  );
  const factors = tf.tensor4d([10, 20, 30, 40], [1, 2, 2, 1]);
  const before = tf.memory().numTensors;
  const gradient = tf.tidy(() =>
    tf.grad((v: tf.Tensor) => tf.sum(tf.mul(tf.maxPool(v as tf.Tensor4D, 3, 2, 'valid'), factors)))(
      x,
    ),
  );
  const expected = new Array<number>(25).fill(0);
  expected[2] = 30;
  expected[9 + 8] = 30;
  expected[24] = 40;
  expect(Array.from(await gradient.data())).toEqual(expected);
  expect(tf.memory().numTensors).toBe(before + 1);
});
