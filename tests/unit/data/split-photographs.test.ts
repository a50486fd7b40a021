import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readDatasets } from '@/scripts/data/dataset';
import type { DataPhotograph } from '@/scripts/data/photograph';
import type { Split } from '@/scripts/data/split';
import { splitPhotographs } from '@/scripts/data/split-photographs';
import { blotches } from '../../support/made-pictures';
import { temporaryFolder } from '../../support/temporary-folder';

/** A class folder with one picture for each seed. Equal seeds give copies. */
async function writeSet(folder: string, seeds: readonly number[]): Promise<string> {
  await mkdir(path.join(folder, 'with_mask'), { recursive: true });
  for (const [i, seed] of seeds.entries()) {
    const name = `${String(i).padStart(3, '0')}.png`;
    await writeFile(path.join(folder, 'with_mask', name), await blotches(seed));
  }
  return folder;
}

const numbers = (from: number, n: number) => Array.from({ length: n }, (_, i) => from + i);

it('splits further data after the first data, which keep their parts', async () => {
  const root = await temporaryFolder();
  const choice = { split: 'stratified', seed: 1, cache: path.join(root, 'cache') } as const;
  // `copies` has copies of the first 10 pictures of `old`, then 40 other pictures.
  const old = await writeSet(path.join(root, 'old'), numbers(1, 60));
  const copies = await writeSet(path.join(root, 'copies'), [
    ...numbers(1, 10),
    ...numbers(101, 40),
  ]);
  const late = await writeSet(path.join(root, 'late'), numbers(201, 30));
  const split = async (data: string[], add: string[]) => {
    const { photographs } = await readDatasets(data, add);
    return { photographs, splits: await splitPhotographs(photographs, choice) };
  };
  const partsOf = (
    { photographs, splits }: { photographs: readonly DataPhotograph[]; splits: (Split | null)[] },
    dataset: string,
  ) => splits.filter((_, i) => photographs[i]?.dataset === dataset);

  const before = await split([old], []);
  const once = await split([old], [copies]);
  const twice = await split([old], [copies, late]);
  expect(partsOf(once, 'old')).toEqual(before.splits);
  expect(partsOf(once, 'copies').slice(0, 10)).toEqual(before.splits.slice(0, 10));
  expect(partsOf(twice, 'old')).toEqual(before.splits);
  expect(partsOf(twice, 'copies')).toEqual(partsOf(once, 'copies'));
  const late7of10 = partsOf(twice, 'late').filter((part) => part === 'train');
  expect(late7of10).toHaveLength(21);
});

it('leaves out a photograph that links two parts', async () => {
  const root = await temporaryFolder();
  const { photographs } = await readDatasets(
    [await writeSet(path.join(root, 'old'), numbers(1, 20))],
    [await writeSet(path.join(root, 'more'), [1, 500, 501])],
  );
  const choice = { split: 'stratified', seed: 1, cache: path.join(root, 'cache') } as const;
  const plain = await splitPhotographs(photographs, choice);
  const other = plain.findIndex((part, i) => i < 20 && part !== plain[0]);
  // The list links `bridge` to one photograph. Its hash links it to another one, in another part.
  const list = path.join(root, 'pairs.tsv');
  const id = ({ dataset, name }: DataPhotograph) => `${dataset}/${name}`;
  const [bridge, linked] = [photographs[20], photographs[other]] as [
    DataPhotograph,
    DataPhotograph,
  ];
  await writeFile(list, `${id(bridge)}\t${id(linked)}\n`);
  const splits = await splitPhotographs(photographs, { ...choice, pairLists: [list] });
  expect(splits[20]).toBeNull();
  expect(splits.slice(0, 20)).toEqual(plain.slice(0, 20));
  expect(splits.slice(21)).not.toContain(null);
});
