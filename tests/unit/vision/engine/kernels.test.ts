import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it, vi } from 'vitest';
import { createDetector } from '@/lib/vision/detector';
import * as wasm from '@/lib/vision/engine/kernels/wasm';
import * as webgl from '@/lib/vision/engine/kernels/webgl';
import * as webgpu from '@/lib/vision/engine/kernels/webgpu';
import { tiltFrame } from '@/lib/vision/frame/tilt';
import { turnFrame } from '@/lib/vision/frame/turn';
import { loadModels } from '@/lib/vision/model/models';
import { networkOf } from '@/lib/vision/model/networks';
import { NETWORK_NAMES } from '@/lib/vision/model/networks/names';
import { disposeWeights } from '@/lib/vision/model/weights';
import { modelsFolder } from '@/scripts/support/published-models';
import { backboneOf } from '@/scripts/training/backbones';
import { useWasm } from '../../../support/wasm';

// Zeros need the same operations. Random numbers for VGG take a minute.
vi.mock('@tensorflow/tfjs', async (importOriginal) => {
  const whole = await importOriginal<typeof tf>();
  return { ...whole, randomNormal: (shape: number[]) => whole.zeros(shape) };
});

const registered = new Set(Object.values(wasm).map(({ kernelName }) => kernelName));

/**
 * Names of the kernels that ran and that the site does not register. A name that ends in `__op` is
 * a group of kernels.
 */
async function missing(run: () => Promise<unknown>): Promise<string[]> {
  const { kernelNames } = await tf.profile(async () => {
    await run();
    return [];
  });
  expect(kernelNames.length).toBeGreaterThan(0);
  return kernelNames.filter((name) => !name.endsWith('__op') && !registered.has(name));
}

beforeAll(useWasm);

it.each(['whole', 'zoomed'] as const)(
  'a picture that is searched %s needs no other kernel',
  async (search) => {
    const data = Uint8Array.from({ length: 128 * 72 * 4 }, (_, i) => (i * 97) % 256);
    const options = { search, faceThreshold: 1e-9, maxFaces: 3 };
    const looked = async () => {
      const models = await loadModels(modelsFolder('public/models'));
      await createDetector(models).detect({ width: 128, height: 72, data }, options);
    };
    expect(await missing(looked)).toEqual([]);
  },
);

it('a picture that is turned or tilted, or judged as in a mirror, needs no other kernel', async () => {
  const frame = tf.zeros([4, 6, 3]) as tf.Tensor3D;
  const turned = async () => ([0, 1, 2, 3] as const).map((turns) => turnFrame(frame, turns));
  expect(await missing(turned)).toEqual([]);
  expect(await missing(async () => tiltFrame(frame, 1))).toEqual([]);
  const faces = tf.zeros([2, 4, 4, 3]) as tf.Tensor4D;
  expect(await missing(async () => tf.reverse(tf.gather(faces, [1, 0]), 2))).toEqual([]);
});

it.each(NETWORK_NAMES)('%s needs no other kernel', async (name) => {
  const backbone = backboneOf(name);
  const weights = await (backbone.random?.(1) ?? backbone.pretrained({ cache: '.cache' }));
  const { features, inputSize } = networkOf(name);
  const run = async () =>
    tf.tidy(() => void features(weights, tf.zeros([1, inputSize, inputSize, 3])));
  expect(await missing(run)).toEqual([]);
  disposeWeights(weights);
});

it.each([
  ['webgl', Object.values(webgl)],
  ['webgpu', Object.values(webgpu)],
] as const)('%s has the same kernels, and the one that takes up a frame', (backend, kernels) => {
  expect(kernels.map(({ backendName }) => backendName)).toEqual(kernels.map(() => backend));
  expect(kernels.map(({ kernelName }) => kernelName).sort()).toEqual(
    [...registered, 'FromPixels'].sort(),
  );
});
