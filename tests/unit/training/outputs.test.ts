import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerOf } from '@/lib/vision/judge/answers';
import { CLASS_LABELS } from '@/lib/vision/labels';
import { disposeWeights } from '@/lib/vision/model/weights';
import { headLogits, newHead } from '@/scripts/training/network';
import { outputGroups, outputsOf, truthOf, withOutputs } from '@/scripts/training/outputs';
import { useWasm } from '../../support/wasm';

describe('outputs', () => {
  it('follow the order of the classes, with two for a mask worn incorrectly', () => {
    expect(outputsOf(CLASS_LABELS)).toEqual([
      'with_mask',
      'without_mask',
      'nose_uncovered',
      'under_chin',
      'background',
    ]);
    expect(outputGroups(CLASS_LABELS)).toEqual([[0], [1], [2, 3], [4]]);
    expect(outputGroups(['with_mask', 'without_mask'])).toEqual([[0], [1]]);
  });

  it('are part of a truth if the way of wearing is known', () => {
    expect(truthOf(CLASS_LABELS, { truth: 2, way: 'under_chin' })).toEqual({ class: 2, output: 3 });
    expect(truthOf(CLASS_LABELS, { truth: 2 })).toEqual({ class: 2 });
  });
});

describe('withOutputs', () => {
  beforeAll(useWasm);

  it('answers as before, and splits the probability of a class among its outputs', async () => {
    const head = newHead(3, CLASS_LABELS.length, 4);
    const features = tf.tensor2d([[0.4, -1.2, 0.7]]);
    const logits = async (weights: typeof head) => {
      const row = tf.tidy(() => headLogits(weights, features));
      return row.data().finally(() => row.dispose());
    };
    const before = answerOf(CLASS_LABELS, await logits(head), 1.3);
    const outputs = outputsOf(CLASS_LABELS);
    const wider = withOutputs(head, CLASS_LABELS, outputs);
    const after = answerOf(outputs, await logits(wider), 1.3);
    for (const label of CLASS_LABELS) {
      expect(after.scores[label]).toBeCloseTo(before.scores[label], 5);
    }
    expect(after.ways?.under_chin).toBeCloseTo(before.scores.incorrect_mask / 2, 5);
    disposeWeights(wider);
    features.dispose();
  });

  it('refuses a network without an output for a class', () => {
    const two = newHead(3, 2, 4);
    const outputs = outputsOf(CLASS_LABELS);
    expect(() => withOutputs(two, ['with_mask', 'without_mask'], outputs)).toThrow(/no output/);
    disposeWeights(two);
  });
});
