import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { partialLabelLoss, type Truth } from '@/scripts/training/optimiser/losses';
import { useWasm } from '../../../support/wasm';

/** Three classes; the second has the outputs 1 and 2. */
const GROUPS = [[0], [1, 2], [3]];
const ROWS = [
  [0.4, 0.3, 0.2, 0.1],
  [0.15, 0.05, 0.1, 0.7],
];

function lossOf(truths: readonly Truth[], smoothing = 0): number {
  return tf.tidy(() => {
    const logits = tf.tensor2d(ROWS.map((row) => row.map(Math.log)));
    return partialLabelLoss(logits, truths, GROUPS, smoothing).dataSync()[0] as number;
  });
}

describe('partialLabelLoss', () => {
  beforeAll(useWasm);

  it('is -log of the sum over a class if the label names only the class', () => {
    const loss = lossOf([{ class: 1 }, { class: 2 }]);
    expect(loss).toBeCloseTo(-(Math.log(0.3 + 0.2) + Math.log(0.7)) / 2, 5);
  });

  it('is -log of the output if the label names it', () => {
    const loss = lossOf([{ class: 1, output: 2 }, { class: 0 }]);
    expect(loss).toBeCloseTo(-(Math.log(0.2) + Math.log(0.15)) / 2, 5);
  });

  it('smooths over the classes, and over the outputs of a class', () => {
    const classes = [0.4, 0.5, 0.1];
    const nll = classes.map((p) => -Math.log(p));
    const smoothed = 0.7 * (nll[1] as number) + 0.1 * nll.reduce((a, b) => a + b, 0);
    const within = -0.85 * Math.log(0.6) - 0.15 * Math.log(0.4);
    const other = -0.7 * Math.log(0.7) - 0.1 * (Math.log(0.15) + Math.log(0.15) + Math.log(0.7));
    const loss = lossOf([{ class: 1, output: 1 }, { class: 2 }], 0.3);
    expect(loss).toBeCloseTo((smoothed + within + other) / 2, 4);
  });
});
