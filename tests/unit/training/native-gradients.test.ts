import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expect, it } from 'vitest';
import { loadEngine, NATIVE_DIRECTORY } from '@/scripts/training/engine';

const MISSING = 'tfjs-node is not set up here (npm run setup:native)';

it('computes the gradient of ReLU as its definition has it', async ({ skip }) => {
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
