import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDatasets } from '@/scripts/data/dataset';
import { splitPhotographs } from '@/scripts/data/split-photographs';
import { folderOf } from '../../support/folder-of';
import { vocAnnotation } from '../../support/made-pictures';
import { temporaryFolder } from '../../support/temporary-folder';

const SIZE = { width: 200, height: 100 };
const FACE = { name: 'with_mask', box: [10, 20, 40, 60] };

describe('class folders', () => {
  it('give each picture the label of its folder, sorted by name', async () => {
    const folder = await folderOf({
      'without_mask/b.PNG': '',
      'with_mask/a.jpg': '',
      'mask_weared_incorrect/c.webp': '',
    });
    const { photographs, skipped } = await readDatasets([folder]);
    expect(photographs).toEqual([
      {
        kind: 'labelled',
        file: path.join(folder, 'mask_weared_incorrect/c.webp'),
        dataset: 'photographs',
        name: 'mask_weared_incorrect/c.webp',
        label: 'incorrect_mask',
        stratum: 'photographs incorrect_mask',
        turn: 0,
      },
      expect.objectContaining({ name: 'with_mask/a.jpg', label: 'with_mask' }),
      expect.objectContaining({ name: 'without_mask/b.PNG', label: 'without_mask' }),
    ]);
    expect(skipped).toEqual([]);
  });

  it('report files that are not named like a picture', async () => {
    const folder = await folderOf({ 'with_mask/a.jpg': '', 'with_mask/a.jpg_1088wx1632h': '' });
    const { photographs, skipped } = await readDatasets([folder]);
    expect(photographs).toHaveLength(1);
    expect(skipped).toEqual([
      {
        file: path.join(folder, 'with_mask/a.jpg_1088wx1632h'),
        why: expect.stringContaining('not named like a picture'),
      },
    ]);
  });
});

describe('class folders in practice', () => {
  const labelsIn = async (names: readonly string[], labels: readonly string[] = []) => {
    const files = Object.fromEntries(names.map((name) => [name, '']));
    const { photographs } = await readDatasets([await folderOf(files)], [], { labels });
    return photographs.map((p) => [p.name, p.kind === 'labelled' && p.label, p.part]);
  };

  it.each([
    ['WITH_MASK', 'WITHOUT_MASK'],
    ['With Mask', 'Without Mask'],
    ['WithMask', 'WithoutMask'],
    ['mask', 'no_mask'],
    ['Mask-samples', 'No Mask-samples'],
    ['masked', 'unmasked'],
  ])('may be named %s and %s', async (masked, bare) => {
    expect(await labelsIn([`${masked}/a.png`, `${bare}/b.png`])).toEqual(
      expect.arrayContaining([
        [`${masked}/a.png`, 'with_mask', undefined],
        [`${bare}/b.png`, 'without_mask', undefined],
      ]),
    );
  });

  it('may be at any depth, with other folders between', async () => {
    expect(
      await labelsIn([
        'Face Mask Dataset/Train/WithMask/a.png',
        'Face Mask Dataset/Validation/WithMask/a.png',
        'Face Mask Dataset/Test/WithoutMask/simple/a.png',
      ]),
    ).toEqual([
      ['Face Mask Dataset/Test/WithoutMask/simple/a.png', 'without_mask', 'test'],
      ['Face Mask Dataset/Train/WithMask/a.png', 'with_mask', 'train'],
      ['Face Mask Dataset/Validation/WithMask/a.png', 'with_mask', 'validation'],
    ]);
  });

  it('may have names that an option explains', async () => {
    const labels = ['scarf=incorrect_mask', 'Holidays=ignore'];
    const names = ['mask/a.png', 'scarf/b.png', 'Holidays/c.png'];
    expect(await labelsIn(names, labels)).toEqual([
      ['mask/a.png', 'with_mask', undefined],
      ['scarf/b.png', 'incorrect_mask', undefined],
    ]);
  });

  it('are an error that names a folder of pictures with an unknown label', async () => {
    const names = ['with_mask/a.png', 'witout_mask/b.png', 'witout_mask/c.png'];
    await expect(labelsIn(names)).rejects.toThrow(/witout_mask \(2 pictures\).*--label/);
    await expect(labelsIn(names, ['witout_mask=bare'])).rejects.toThrow('witout_mask=bare');
  });

  it('ignore the files that macOS leaves behind, and report an empty class', async () => {
    const folder = await folderOf({
      'with_mask/a.jpg': '',
      'with_mask/._a.jpg': '',
      '__MACOSX/with_mask/._a.jpg': '',
      '.DS_Store': '',
    });
    await mkdir(path.join(folder, 'without_mask'));
    const { photographs, skipped } = await readDatasets([folder]);
    expect(photographs.map(({ name }) => name)).toEqual(['with_mask/a.jpg']);
    expect(skipped).toEqual([
      { file: path.join(folder, 'without_mask'), why: 'an empty class folder' },
    ]);
  });

  it('with only Git LFS pointers are an error that says so', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:7db9\nsize 358969\n';
    const folder = await folderOf({ 'mask/a.jpg': pointer });
    await expect(readDatasets([folder])).rejects.toThrow('git lfs pull');
  });
});

describe('data split on disk', () => {
  const parts = {
    'train/with_mask/a.jpg': '',
    'val/with_mask/a.jpg': '',
    'test/without_mask/a.jpg': '',
  };

  it('give each photograph the part of its folder, even if file names repeat', async () => {
    const { photographs } = await readDatasets([await folderOf(parts)]);
    expect(photographs.map(({ name, part }) => [name, part]).sort()).toEqual([
      ['test/without_mask/a.jpg', 'test'],
      ['train/with_mask/a.jpg', 'train'],
      ['val/with_mask/a.jpg', 'validation'],
    ]);
    expect(new Set(photographs.map(({ dataset }) => dataset))).toEqual(new Set(['photographs']));
  });

  it('keep their parts with --split folders, which rejects data without parts', async () => {
    const choice = { split: 'folders', seed: 1, cache: await temporaryFolder() } as const;
    const { photographs } = await readDatasets([await folderOf(parts)]);
    const splits = await splitPhotographs(photographs, choice);
    expect(splits).toEqual(photographs.map(({ part }) => part));
    const loose = await readDatasets([await folderOf({ 'with_mask/a.jpg': '' })]);
    await expect(splitPhotographs(loose.photographs, choice)).rejects.toThrow('--split folders');
  });

  it('can be split at random, identically for the same seed', async () => {
    const files = Array.from({ length: 100 }, (_, i) => [`with_mask/${i}.jpg`, '']);
    const { photographs } = await readDatasets([await folderOf(Object.fromEntries(files))]);
    const cache = await temporaryFolder();
    const deal = (seed: number) => splitPhotographs(photographs, { split: 'random', seed, cache });
    const splits = await deal(1);
    expect(await deal(1)).toEqual(splits);
    expect(await deal(2)).not.toEqual(splits);
    expect(splits.filter((split) => split === 'train')).toHaveLength(70);
    expect(splits.filter((split) => split === 'test')).toHaveLength(20);
  });
});

describe('data folders', () => {
  it('are joined in the order given', async () => {
    const voc = await folderOf({
      'Annotations/1.xml': vocAnnotation('1.jpg', SIZE, [FACE]),
      'JPEGImages/1.jpg': '',
    });
    const classes = await folderOf({ 'with_mask/a.jpg': '' });
    const { photographs } = await readDatasets([voc, classes]);
    expect(photographs.map(({ kind }) => kind)).toEqual(['annotated', 'labelled']);
  });

  it('that are added come last, each with its own turn', async () => {
    const [first, second, third] = (await Promise.all(
      ['a', 'b', 'c'].map((name) => folderOf({ [`with_mask/${name}.jpg`]: '' })),
    )) as [string, string, string];
    const { photographs } = await readDatasets([first], [second, third]);
    expect(photographs.map(({ name, turn }) => [name, turn])).toEqual([
      ['with_mask/a.jpg', 0],
      ['with_mask/b.jpg', 1],
      ['with_mask/c.jpg', 2],
    ]);
  });

  it('with the same name are told apart by their parent folders', async () => {
    const folders = await Promise.all(
      ['a', 'b'].map((name) => folderOf({ [`with_mask/${name}.jpg`]: '' })),
    );
    const { photographs } = await readDatasets(folders);
    const above = (folder?: string) => path.basename(path.dirname(folder as string));
    expect(photographs.map(({ dataset }) => dataset)).toEqual([
      `${above(folders[0])}/photographs`,
      `${above(folders[1])}/photographs`,
    ]);
  });

  it('that are missing or hold something else are errors that name them', async () => {
    const other = await folderOf({ 'holidays/d.jpg': '' });
    await expect(readDatasets([other])).rejects.toThrow(other);
    await expect(readDatasets([`${other}-not-there`])).rejects.toThrow(`${other}-not-there`);
  });
});
