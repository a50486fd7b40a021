import * as tf from '@tensorflow/tfjs';
import * as core from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

it('the site and the scripts share one TensorFlow.js, with its gradients', () => {
  expect(core.engine()).toBe(tf.engine());
  expect(core.Tensor).toBe(tf.Tensor);
  expect(core.getGradient('Conv2D')).toBeDefined();
});
