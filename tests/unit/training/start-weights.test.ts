import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { disposeWeights } from '@/lib/vision/model/weights';
import { parseTrainOptions } from '@/scripts/training/options';
import { requireSameTraining } from '@/scripts/training/publish/same-training';
import { startWeights } from '@/scripts/training/start-weights';
import { useWasm } from '../../support/wasm';

/** What the site's model was trained on; folders of these names need not be there. */
const DATA = ['face-mask-4k', 'street-faces', 'masks-853'].flatMap((name) => ['--data', name]);
const optionsWith = (...flags: string[]) => parseTrainOptions([...DATA, ...flags]);

describe('startWeights', () => {
  beforeAll(useWasm);

  it('gives a new head or the published one, under the same names', async () => {
    const fresh = await startWeights(optionsWith());
    const published = await startWeights(optionsWith('--start', 'published'));
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
      await expect(startWeights(options), other.join(' ')).rejects.toThrow(/test part/);
    }
  });

  it('goes on with more data than the model was trained on, not with other data', () => {
    const trained = { add: ['first'] };
    const added = (...folders: string[]) =>
      requireSameTraining(trained, optionsWith(...folders.flatMap((f) => ['--add', f])), []);
    expect(() => added('data/first')).not.toThrow();
    expect(() => added('data/first', 'data/second')).not.toThrow();
    expect(() => added()).toThrow('test part');
    expect(() => added('data/second', 'data/first')).toThrow('test part');
  });

  it('refuses to mix a model into the run that it came from', async () => {
    const flags = ['--start', 'published', '--blend', '--name'];
    // The run that the model in the repository came from, by its manifest.
    const own = JSON.parse(await readFile('public/models/mask-classifier/manifest.json', 'utf8'));
    await expect(startWeights(optionsWith(...flags, own.training.name))).rejects.toThrow(/itself/);
    disposeWeights(await startWeights(optionsWith(...flags, `${own.training.name}-further`)));
  });
});
