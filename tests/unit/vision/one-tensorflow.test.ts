import * as tf from '@tensorflow/tfjs';
import * as core from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

it('the site’s TensorFlow.js is the one of the scripts, gradients and all', () => {
  expect(core.engine()).toBe(tf.engine());
  expect(core.Tensor).toBe(tf.Tensor);
  expect(core.getGradient('Conv2D')).toBeDefined();
});
