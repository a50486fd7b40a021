import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAnnotation, readDatasets } from '@/scripts/data/dataset';
import { splitPhotographs } from '@/scripts/data/split-photographs';
import { vocAnnotation } from '../../support/made-pictures';
import { temporaryFolder } from '../../support/temporary-folder';

const SIZE = { width: 200, height: 100 };
const FACE = { name: 'with_mask', box: [10, 20, 40, 60] };

/** A folder with these files, whose content only matters where it is an annotation. */
async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = path.join(await temporaryFolder(), 'photographs');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return folder;
}

describe('class folders', () => {
  it('give each picture the label of its folder, in the order of the names', async () => {
    const folder = await folderOf({
      'without_mask/b.PNG': '',
      'with_mask/a.jpg': '',
      'mask_weared_incorrect/c.webp': '',
      'holidays/d.jpg': '',
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

  it('list what is not named like a picture', async () => {
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

describe('data split on disk', () => {
  const parts = {
    'train/with_mask/a.jpg': '',
    'val/with_mask/a.jpg': '',
    'test/without_mask/a.jpg': '',
  };

  it('tell each photograph its part and keep it apart from those of the same name', async () => {
    const { photographs } = await readDatasets([await folderOf(parts)]);
    expect(photographs.map(({ name, part }) => [name, part]).sort()).toEqual([
      ['test/without_mask/a.jpg', 'test'],
      ['train/with_mask/a.jpg', 'train'],
      ['val/with_mask/a.jpg', 'validation'],
    ]);
    expect(new Set(photographs.map(({ dataset }) => dataset))).toEqual(new Set(['photographs']));
  });

  it('are split as they lie, and data that are not cannot be', async () => {
    const choice = { split: 'folders', seed: 1, cache: await temporaryFolder() } as const;
    const { photographs } = await readDatasets([await folderOf(parts)]);
    const splits = await splitPhotographs(photographs, choice);
    expect(splits).toEqual(photographs.map(({ part }) => part));
    const loose = await readDatasets([await folderOf({ 'with_mask/a.jpg': '' })]);
    await expect(splitPhotographs(loose.photographs, choice)).rejects.toThrow('--split folders');
  });

  it('can be dealt at random, the same way for the same seed', async () => {
    const files = Array.from({ length: 100 }, (_, i) => [`with_mask/${i}.jpg`, '']);
    const { photographs } = await readDatasets([await folderOf(Object.fromEntries(files))]);
    const deal = (seed: number) =>
      splitPhotographs(photographs, { split: 'random', seed, cache: '' });
    const splits = await deal(1);
    expect(await deal(1)).toEqual(splits);
    expect(await deal(2)).not.toEqual(splits);
    expect(splits.filter((split) => split === 'train')).toHaveLength(70);
    expect(splits.filter((split) => split === 'test')).toHaveLength(20);
  });
});

describe('Pascal VOC', () => {
  it('gives the boxes with our labels', async () => {
    const faces = [FACE, { name: 'with_incorrect_mask', box: [50.5, 0, 60, 12] }];
    const folder = await folderOf({
      'Annotations/1.xml': vocAnnotation('1.jpg', SIZE, faces),
      'JPEGImages/1.jpg': '',
    });
    expect((await readDatasets([folder])).photographs).toEqual([
      {
        kind: 'annotated',
        file: path.join(folder, 'JPEGImages/1.jpg'),
        dataset: 'photographs',
        name: 'JPEGImages/1.jpg',
        stratum: 'photographs incorrect_mask',
        turn: 0,
        ...SIZE,
        faces: [
          { label: 'with_mask', box: { x: 10, y: 20, width: 30, height: 40 } },
          { label: 'incorrect_mask', box: { x: 50.5, y: 0, width: 9.5, height: 12 } },
        ],
        unlabelled: [],
        ignored: [],
      },
    ]);
  });

  it('takes a photograph without faces, and one with a single face', () => {
    expect(parseAnnotation(vocAnnotation('1.jpg', SIZE, [])).faces).toEqual([]);
    expect(parseAnnotation(vocAnnotation('1.jpg', SIZE, [FACE])).faces).toHaveLength(1);
  });

  it('ignores what an annotator calls difficult, whatever its name', () => {
    const faces = [FACE, { name: 'head', box: [50, 0, 60, 12], difficult: 1 }];
    const { faces: taught, ignored } = parseAnnotation(vocAnnotation('1.jpg', SIZE, faces));
    expect(taught.map(({ label }) => label)).toEqual(['with_mask']);
    expect(ignored).toEqual([{ x: 50, y: 0, width: 10, height: 12 }]);
  });

  it('never leaves the folder of pictures', async () => {
    const folder = await folderOf({
      'Annotations/1.xml': vocAnnotation('../../1.jpg', SIZE, [FACE]),
      'JPEGImages/1.jpg': '',
    });
    const { photographs } = await readDatasets([folder]);
    expect(photographs.map(({ file }) => file)).toEqual([path.join(folder, 'JPEGImages/1.jpg')]);
  });

  it('lists what does not fit, with the reason, and goes on', async () => {
    const folder = await folderOf({
      'Annotations/good.xml': vocAnnotation('good.jpg', SIZE, [FACE]),
      'Annotations/broken.xml': '<annotation><filename>good.jpg</filena',
      'Annotations/empty.xml': '',
      'Annotations/notes.txt': 'to do',
      'Annotations/lost.xml': vocAnnotation('lost.jpg', SIZE, [FACE]),
      'Annotations/label.xml': vocAnnotation('good.jpg', SIZE, [{ ...FACE, name: 'helmet' }]),
      'Annotations/flat.xml': vocAnnotation('good.jpg', SIZE, [{ ...FACE, box: [9, 9, 9, 20] }]),
      'Annotations/words.xml': vocAnnotation('good.jpg', SIZE, [{ ...FACE, box: [NaN, 1, 2, 3] }]),
      'Annotations/size.xml': vocAnnotation('good.jpg', { width: 0, height: 0 }, [FACE]),
      'JPEGImages/good.jpg': '',
    });
    const { photographs, skipped } = await readDatasets([folder]);
    expect(photographs.map(({ name }) => name)).toEqual(['JPEGImages/good.jpg']);
    const reasons = Object.fromEntries(
      skipped.map(({ file, why }) => [path.basename(file), why] as const),
    );
    expect(Object.keys(reasons).sort()).toEqual([
      'broken.xml',
      'empty.xml',
      'flat.xml',
      'label.xml',
      'lost.xml',
      'notes.txt',
      'size.xml',
      'words.xml',
    ]);
    expect(reasons['label.xml']).toContain('helmet');
    expect(reasons['flat.xml']).toContain('area');
    expect(reasons['size.xml']).toContain('size');
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

  it('that are added come after, each in a turn of its own', async () => {
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

  it('that are missing or hold something else are errors that name them', async () => {
    const other = await folderOf({ 'holidays/d.jpg': '' });
    await expect(readDatasets([other])).rejects.toThrow(other);
    await expect(readDatasets([`${other}-not-there`])).rejects.toThrow(`${other}-not-there`);
  });
});
