import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { computesTheSame, measureNetworks } from '@/lib/vision/engine/measure-networks';
import { disposeModels, loadModels } from '@/lib/vision/model/models';
import { modelsFolder } from '@/scripts/support/published-models';
import { useWasm } from '../../../support/wasm';

beforeAll(useWasm);

describe('measureNetworks', () => {
  it('times both networks, repeats the same outputs and leaves no tensor behind', async () => {
    const models = await loadModels(modelsFolder('public/models'));
    const tensors = tf.memory().numTensors;
    const first = await measureNetworks(models, 1);
    const second = await measureNetworks(models, 1);
    expect(first.ms).toBeGreaterThan(0);
    expect(first.outputs.length).toBeGreaterThan(896 * 17);
    expect(computesTheSame(first.outputs, second.outputs)).toBe(true);
    expect(tf.memory().numTensors).toBe(tensors);
    disposeModels(models);
  });
});

describe('computesTheSame', () => {
  const reference = Float32Array.from({ length: 500 }, (_, i) => Math.sin(i) * 20);

  it('accepts rounding errors', () => {
    expect(
      computesTheSame(
        reference.map((v) => v * 1.001 + 0.01),
        reference,
      ),
    ).toBe(true);
  });

  it.each([
    ['zeros', new Float32Array(500)],
    ['NaN', new Float32Array(500).fill(Number.NaN)],
    ['a shift by one', reference.map((_, i) => reference[i + 1] ?? 0)],
    ['half of the outputs', reference.slice(0, 250)],
  ])('refuses %s', (_, outputs) => {
    expect(computesTheSame(outputs, reference)).toBe(false);
  });
});
