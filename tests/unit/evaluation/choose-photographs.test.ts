import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { choosePhotographs } from '@/scripts/evaluation/choose-photographs';
import { blotches, vocAnnotation } from '../../support/made-pictures.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/**
 * Writes a data set with one marked face in each picture.
 * @param seeds one picture for each number; the same number in two data sets gives copies
 */
async function writeSet(folder: string, seeds: readonly number[], quality: number): Promise<void> {
  for (const part of ['Annotations', 'JPEGImages']) {
    await mkdir(path.join(folder, part), { recursive: true });
  }
  const size = { width: 160, height: 120 };
  for (const seed of seeds) {
    const name = `${path.basename(folder)}-${seed}`;
    const jpeg = await sharp(await blotches(seed))
      .jpeg({ quality })
      .toBuffer();
    await writeFile(path.join(folder, 'JPEGImages', `${name}.jpg`), jpeg);
    const face = { name: 'with_mask', box: [40, 30, 80, 90] };
    await writeFile(
      path.join(folder, 'Annotations', `${name}.xml`),
      vocAnnotation(`${name}.jpg`, size, [face]),
    );
  }
}

it('takes only the first of several copies, across data sets', async () => {
  const folder = await temporaryFolder();
  const [first, second] = [path.join(folder, 'first'), path.join(folder, 'second')];
  await writeSet(first, [1, 2, 3], 90);
  await writeSet(second, [4, 2, 5], 40);
  const options = {
    data: [first, second],
    only: 'all',
    split: 'stratified',
    seed: 1,
    cache: path.join(folder, 'cache'),
  } as const;
  const { chosen, copies } = await choosePhotographs({
    ...options,
    data: [...options.data],
    add: [],
    label: [],
  });
  expect(chosen.map(({ photograph }) => path.basename(photograph.file)).sort()).toEqual([
    'first-1.jpg',
    'first-2.jpg',
    'first-3.jpg',
    'second-4.jpg',
    'second-5.jpg',
  ]);
  expect(copies).toBe(1);
});

it('throws if no photograph has boxes', async () => {
  const folder = await temporaryFolder();
  const data = path.join(folder, 'portraits');
  await mkdir(path.join(data, 'with_mask'), { recursive: true });
  await writeFile(path.join(data, 'with_mask', 'one.png'), await blotches(8));
  await expect(
    choosePhotographs({
      data: [data],
      add: [],
      label: [],
      only: 'all',
      split: 'stratified',
      seed: 1,
      cache: path.join(folder, 'cache'),
    }),
  ).rejects.toThrow('No photograph with boxes');
});
