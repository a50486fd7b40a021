import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it, vi } from 'vitest';
import { disposeWeights } from '@/lib/vision/model/weights';
import { registerWasmGradients } from '@/scripts/engine/wasm-gradients';
import { backboneOf } from '@/scripts/training/backbones';
import { toVariables } from '@/scripts/training/network';
import { openSafetensors } from '@/scripts/training/pretrained/safetensors';
import { formulaValues, formulaWeights } from '../../../support/formula-weights';
import { useWasm } from '../../../support/wasm';

/**
 * Features that timm computes from the formula's weights and picture
 * (tests/fixtures/make-backbone-fixtures.py).
 */
const FIXTURES = fileURLToPath(
  new URL('../../../fixtures/backbone-features.safetensors', import.meta.url),
);
const SIZE = 224;

// The networks read the formula's weights instead of a file.
const reader = vi.hoisted(() => ({ lastNorm: '' }));
vi.mock('@/scripts/training/pretrained/read-pretrained', async (importOriginal) => ({
  ...(await importOriginal<object>()),
  readPretrained: (_name: string, _source: unknown, read: (r: unknown) => unknown) =>
    read(formulaWeights(reader.lastNorm)),
}));

beforeAll(useWasm);

/** [1, 224, 224, 3], from numbers in channel-first order as in PyTorch. */
function formulaPicture(): tf.Tensor4D {
  const values = formulaValues('picture', 3 * SIZE * SIZE, (u) => 4 * u - 2);
  return tf.tidy(() => tf.transpose(tf.tensor4d(values, [1, 3, SIZE, SIZE]), [0, 2, 3, 1]));
}

// Total numbers of weights, as torchvision's model pages give them.
it.each([
  ['resnet18', 'bn2', 512, 11_689_512],
  ['resnet34', 'bn2', 512, 21_797_672],
  ['resnet50', 'bn3', 2048, 25_557_032],
  ['resnet101', 'bn3', 2048, 44_549_160],
  ['resnet152', 'bn3', 2048, 60_192_808],
  ['vgg16', '', 4096, 138_357_544],
] as const)(
  'computes what PyTorch computes: %s',
  async (name, lastNorm, features, parameters) => {
    const backbone = backboneOf(name);
    expect(backbone.classifierParameters).toBe(parameters);
    expect(backbone.featureCount).toBe(features);

    reader.lastNorm = lastNorm;
    const weights = await backbone.pretrained({ cache: '' });
    const image = formulaPicture();
    const output = tf.tidy(() => backbone.features(weights, image));
    const actual = await output.data();
    disposeWeights(weights);
    tf.dispose([image, output]);

    const fixtures = await openSafetensors(FIXTURES);
    const expected = await fixtures.read(name, [features]).finally(() => fixtures.close());
    expect(actual.length).toBe(features);
    let worst = 0;
    for (let i = 0; i < features; i++) {
      worst = Math.max(worst, Math.abs((actual[i] as number) - (expected[i] as number)));
    }
    expect(worst).toBeLessThan(1e-4);
  },
  300_000,
);

it('can be fine-tuned: a gradient reaches every weight', async () => {
  registerWasmGradients();
  reader.lastNorm = 'bn2';
  const backbone = backboneOf('resnet18');
  const variables = toVariables(await backbone.pretrained({ cache: '' }));
  const image = formulaPicture();
  const { grads } = tf.variableGrads(
    () => tf.sum(backbone.features(variables, image)) as tf.Scalar,
    Object.values(variables),
  );
  expect(Object.keys(grads)).toHaveLength(2 * 20);
  for (const [name, gradient] of Object.entries(grads)) {
    const [largest] = await tf.max(tf.abs(gradient)).data();
    expect(largest, name).toBeGreaterThan(0);
  }
  tf.disposeVariables();
}, 300_000);
