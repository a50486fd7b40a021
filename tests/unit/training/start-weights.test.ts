import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { CLASS_LABELS } from '@/lib/vision/labels';
import { disposeWeights } from '@/lib/vision/model/weights';
import { backboneOf } from '@/scripts/training/backbones';
import { FACE_RESNET } from '@/scripts/training/backbones/face-resnet';
import { parseTrainOptions } from '@/scripts/training/options';
import { requireSameTraining } from '@/scripts/training/publish/same-training';
import { startWeights } from '@/scripts/training/start-weights';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

/** The training data of the site's model. These folders need not exist. */
const DATA = [
  ...['face-mask-4k', 'street-faces', 'masks-853'].flatMap((name) => ['--data', name]),
  ...['--add', 'more-faces'],
];
const optionsWith = (...flags: string[]) => parseTrainOptions([...DATA, ...flags]);
const NETWORK = { backbone: FACE_RESNET, classes: CLASS_LABELS };

describe('startWeights', () => {
  beforeAll(useWasm);

  it('gives a new head or the published one, with the same weight names', async () => {
    const { weights: fresh } = await startWeights(NETWORK, optionsWith());
    const start = await startWeights(NETWORK, optionsWith('--start', 'published'));
    expect(start.trainedBefore).toMatchObject({ seed: 1 });
    const published = start.weights;
    expect(Object.keys(published).sort()).toEqual(Object.keys(fresh).sort());
    for (const [name, tensor] of Object.entries(published)) {
      expect(tensor.shape, name).toEqual(fresh[name]?.shape);
    }
    const bias = await published['head/output/bias']?.data();
    expect(bias?.some((value) => value !== 0)).toBe(true);
    for (const weights of [fresh, published]) disposeWeights(weights);
  });

  it('refuses a model whose training may have seen the test part', async () => {
    for (const other of [
      ['--seed', '2'],
      ['--split', 'random'],
      ['--data', 'more'],
    ]) {
      const options = optionsWith('--start', 'published', ...other);
      await expect(startWeights(NETWORK, options), other.join(' ')).rejects.toThrow(/test part/);
    }
  });

  it("continues with the model's data and more data, but not with other data", () => {
    const trained = { add: ['first'] };
    const added = (...folders: string[]) => {
      const flags = ['--data', 'faces', ...folders.flatMap((folder) => ['--add', folder])];
      requireSameTraining(trained, parseTrainOptions(flags), []);
    };
    expect(() => added('data/first')).not.toThrow();
    expect(() => added('data/first', 'data/second')).not.toThrow();
    expect(() => added()).toThrow('test part');
    expect(() => added('data/second', 'data/first')).toThrow('test part');
  });

  it('starts from scratch, with a warning, if there are no weights', async () => {
    const network = { backbone: backboneOf('resnet18'), classes: CLASS_LABELS };
    // The hub's client calls it: it fails as without a network.
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed');
    });
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const cache = await temporaryFolder();
    const start = await startWeights(
      network,
      optionsWith('--backbone', 'resnet18', '--cache', cache),
    );
    vi.unstubAllGlobals();
    expect(warn.mock.calls.flat().join()).toMatch(/WARNING: no pretrained weights for resnet18/);
    expect(start.origin).toBeUndefined();

    const image = tf.randomNormal([1, 224, 224, 3], 0, 1, 'float32', 3) as tf.Tensor4D;
    const features = tf.tidy(() => network.backbone.features(start.weights, image));
    const { mean, variance } = tf.moments(features);
    expect((await mean.data())[0]).toBeGreaterThan(0);
    // Activations neither vanish nor explode over 18 layers.
    expect((await variance.data())[0]).toBeGreaterThan(1e-3);
    expect((await variance.data())[0]).toBeLessThan(1e3);
    disposeWeights(start.weights);

    const named = optionsWith('--backbone', 'resnet18', '--weights', path.join(cache, 'none'));
    await expect(startWeights(network, named)).rejects.toThrow('cannot be read');
  });

  it('continues from a published model of the same network only', async () => {
    const network = { backbone: backboneOf('resnet18'), classes: CLASS_LABELS };
    await expect(startWeights(network, optionsWith('--start', 'published'))).rejects.toThrow(
      /is a face-resnet: add --backbone face-resnet/,
    );
  });

  it('refuses to mix a model into the run that it came from', async () => {
    const flags = ['--start', 'published', '--blend', '--name'];
    // The run that the model in the repository came from, by its manifest.
    const own = JSON.parse(await readFile('public/models/mask-classifier/manifest.json', 'utf8'));
    const startAs = (name: string) => startWeights(NETWORK, optionsWith(...flags, name));
    await expect(startAs(own.training.name)).rejects.toThrow(/itself/);
    disposeWeights((await startAs(`${own.training.name}-further`)).weights);
  });
});
