import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from 'vitest';
import { MaskGateError } from '@/lib/errors';
import { loadManifest, loadModel, type ReadOptions } from '@/lib/vision/model/model-files';
import { disposeWeights } from '@/lib/vision/model/weights';
import { useWasm } from '../../../support/wasm.ts';

const FOLDER = 'face-finder';

beforeAll(useWasm);

async function published(path: string): Promise<Buffer<ArrayBuffer>> {
  return readFile(`public/models/${path}`) as Promise<Buffer<ArrayBuffer>>;
}

/** Reads the published files. `damage` tells whether a bit is changed or the end is cut off. */
function reader(damage: (path: string, options: ReadOptions) => 'bit' | 'end' | null) {
  const asked: [path: string, options: ReadOptions][] = [];
  const read = async (path: string, options: ReadOptions = {}) => {
    asked.push([path, options]);
    const content = new Uint8Array(await published(path));
    const kind = damage(path, options);
    if (kind === 'bit') content[1000] = (content[1000] ?? 0) ^ 1;
    return content.buffer.slice(0, kind === 'end' ? content.byteLength / 2 : undefined);
  };
  return { read, asked };
}

const isWeights = (path: string) => path.endsWith('weights.bin');
const load = (read: ReturnType<typeof reader>['read']) => loadModel(read, FOLDER);

it('reads manifest and weights once each, and passes on the length of the weights', async () => {
  const { read, asked } = reader(() => null);
  const { manifest, weights } = await load(read);
  expect(asked).toEqual([
    ['face-finder/manifest.json', {}],
    ['face-finder/weights.bin', { bytes: manifest.weights.bytes }],
  ]);
  disposeWeights(weights);
});

it.each(['bit', 'end'] as const)(
  'reads weights with a damaged %s again, past every cached copy',
  async (kind) => {
    const { read, asked } = reader((path, { fresh }) => (isWeights(path) && !fresh ? kind : null));
    disposeWeights((await load(read)).weights);
    expect(asked.map(([path, { fresh = false }]) => [path, fresh])).toEqual([
      ['face-finder/manifest.json', false],
      ['face-finder/weights.bin', false],
      ['face-finder/weights.bin', true],
    ]);
  },
);

it.each([
  ['bit', /sha256/],
  ['end', /bytes/],
] as const)('refuses weights whose %s is damaged for good', async (kind, words) => {
  const { read } = reader((path) => (isWeights(path) ? kind : null));
  const error = await load(read).then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(MaskGateError);
  expect(error).toMatchObject({ code: 'model-invalid', message: expect.stringMatching(words) });
});

it('reads a manifest again if it was cut off', async () => {
  const { read, asked } = reader((_, { fresh }) => (fresh ? null : 'end'));
  expect((await loadManifest(read, FOLDER)).task).toBe('face-finder');
  expect(asked).toHaveLength(2);
});

it('refuses what is no manifest of the model', async () => {
  const other = await published('mask-classifier/manifest.json');
  for (const content of [other, Buffer.from('null'), Buffer.from('[]')]) {
    const read = async () => new Uint8Array(content).buffer;
    await expect(loadManifest(read, FOLDER)).rejects.toMatchObject({
      code: 'model-invalid',
      message: 'face-finder/manifest.json is no manifest of a face-finder',
    });
  }
});

it('says why a file could not be read', async () => {
  const read = () => Promise.reject(new Error('404 for /models/'));
  await expect(load(read)).rejects.toMatchObject({
    code: 'model-missing',
    message: expect.stringContaining('404 for /models/'),
  });
});
