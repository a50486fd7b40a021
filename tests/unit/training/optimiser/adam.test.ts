import { existsSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadEngine } from '@/scripts/engine/engine';
import { NATIVE_DIRECTORY } from '@/scripts/engine/native-packages';
import { ScheduledAdam } from '@/scripts/training/optimiser/adam';
import { useWasm } from '../../../support/wasm';

const RATES = [1e-3, 3e-3, 2e-3, 1e-3, 5e-4, 1e-2];

/** A different gradient for each step, with small and large values. */
function gradientOf(step: number): tf.Tensor2D {
  return tf.tensor2d(
    [0.3, -2, 1e-6, 40].map((g, i) => g * Math.cos(step + i)),
    [2, 2],
  );
}

function newKernel(): tf.Variable {
  return tf.variable(
    tf.tensor2d([
      [1, -1],
      [0.5, 2],
    ]),
  );
}

const engines = [
  { name: 'WebAssembly', use: useWasm, missing: false },
  {
    name: 'tfjs-node, if npm run setup:native was run',
    use: () => loadEngine('node'),
    missing: !existsSync(NATIVE_DIRECTORY),
  },
];

describe.each(engines)('on $name', ({ use, missing }) => {
  beforeAll(async () => {
    if (!missing) await use();
  });

  it.skipIf(missing)('moves weights as the Adam of TensorFlow.js does', async () => {
    const [own, theirs] = [newKernel(), newKernel()];
    const adam = new ScheduledAdam(0);
    const reference = tf.train.adam(0, 0.9, 0.999, 1e-7) as tf.AdamOptimizer & {
      learningRate: number;
    };
    RATES.forEach((rate, step) => {
      reference.learningRate = rate;
      reference.applyGradients([{ name: theirs.name, tensor: gradientOf(step) }]);
      adam.step(rate, { [own.name]: gradientOf(step) });
    });
    const [a, b] = [await own.data(), await theirs.data()];
    for (const [i, value] of a.entries()) expect(value).toBeCloseTo(b[i] as number, 5);
  });

  it.skipIf(missing)('decays only kernels, apart from the gradient', async () => {
    const [kernel, bias] = [newKernel(), tf.variable(tf.tensor1d([3, -4]))];
    const adam = new ScheduledAdam(0.1);
    adam.step(0.01, { [kernel.name]: tf.zeros([2, 2]), [bias.name]: tf.zeros([2]) });
    expect([...(await kernel.data())]).toEqual([1, -1, 0.5, 2].map((w) => Math.fround(w * 0.999)));
    expect([...(await bias.data())]).toEqual([3, -4]);
  });

  it.skipIf(missing)('continues from its saved state as if it had not stopped', async () => {
    const [whole, resumed] = [newKernel(), newKernel()];
    const run = (adam: ScheduledAdam, variable: tf.Variable, from: number, to: number) => {
      for (let step = from; step < to; step++) {
        adam.step(RATES[step] as number, { [variable.name]: gradientOf(step) });
      }
    };
    run(new ScheduledAdam(0.01), whole, 0, 6);
    const before = new ScheduledAdam(0.01);
    run(before, resumed, 0, 3);
    const after = new ScheduledAdam(0.01);
    after.restore(
      Object.fromEntries(
        Object.entries(before.tensors()).map(([k, tensor]) => [k, tensor.clone()]),
      ),
    );
    run(after, resumed, 3, 6);
    expect([...(await resumed.data())]).toEqual([...(await whole.data())]);
  });
});
