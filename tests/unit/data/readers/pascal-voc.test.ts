import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDatasets } from '@/scripts/data/dataset';
import type { AnnotatedPhotograph } from '@/scripts/data/photograph';
import { parseAnnotation } from '@/scripts/data/readers/pascal-voc';
import { folderOf } from '../../../support/folder-of';
import { vocAnnotation } from '../../../support/made-pictures';

const SIZE = { width: 200, height: 100 };
const FACE = { name: 'with_mask', box: [10, 20, 40, 60] };
const BOX = { x: 10, y: 20, width: 30, height: 40 };

/** The result for one annotation and its picture. */
async function read(xml: string, picture = '1.jpg', labels: readonly string[] = []) {
  const folder = await folderOf({ 'Annotations/1.xml': xml, [`JPEGImages/${picture}`]: '' });
  const { photographs, skipped } = await readDatasets([folder], [], { labels });
  expect(photographs).toHaveLength(1);
  return {
    photograph: photographs[0] as AnnotatedPhotograph,
    reasons: skipped.map(({ why }) => why),
  };
}

describe('Pascal VOC', () => {
  it('gives the boxes with the labels of this project', async () => {
    const faces = [FACE, { name: 'with_incorrect_mask', box: [50.5, 0, 60, 12] }];
    const { photograph, reasons } = await read(vocAnnotation('1.jpg', SIZE, faces));
    expect(photograph).toMatchObject({
      kind: 'annotated',
      dataset: 'photographs',
      name: 'JPEGImages/1.jpg',
      stratum: 'photographs incorrect_mask',
      turn: 0,
      ...SIZE,
      faces: [
        { label: 'with_mask', box: BOX },
        { label: 'incorrect_mask', box: { x: 50.5, y: 0, width: 9.5, height: 12 } },
      ],
      unlabelled: [],
      ignored: [],
    });
    expect(reasons).toEqual([]);
  });

  it.each([
    ['without an extension', '00003', '00003.jpg'],
    ['with the extension of the annotation', '1.xml', '1.jpg'],
    ['with another extension', 'face.png', 'face.jpg'],
    ['in another case', 'Face.JPG', 'face.jpg'],
    ['with the path of a Windows machine', 'C:\\Users\\me\\pictures\\face.jpg', 'face.jpg'],
    ['with a path that leads out of the folder', '../../face.jpg', 'face.jpg'],
    ['with XML entities', '&#233;t&#xE9; &amp; co.jpg', 'été & co.jpg'],
    ['in decomposed Unicode', 'e\u0301.jpg', '\u00e9.jpg'],
    ['like no file, by the name of the annotation', 'renamed.jpg', '1.jpg'],
    ['with an empty text', '', '1.jpg'],
  ])('finds a picture named %s', async (_, named, picture) => {
    const { photograph } = await read(vocAnnotation(named, SIZE, [FACE]), picture);
    expect(photograph.name).toBe(`JPEGImages/${picture}`);
  });

  it('finds the picture nearest to the annotation if several have the same name', async () => {
    const folder = await folderOf({
      'train/annotations/1.xml': vocAnnotation('1.jpg', SIZE, [FACE]),
      'train/images/1.jpg': '',
      'test/1.xml': vocAnnotation('1.jpg', SIZE, [FACE]),
      'test/1.jpg': '',
    });
    const { photographs } = await readDatasets([folder]);
    expect(photographs.map(({ name, part }) => [name, part])).toEqual([
      ['test/1.jpg', 'test'],
      ['train/images/1.jpg', 'train'],
    ]);
  });

  it('accepts a byte order mark before the XML', async () => {
    const { photograph } = await read(`\uFEFF${vocAnnotation('1.jpg', SIZE, [FACE])}`);
    expect(photograph.faces).toHaveLength(1);
  });

  it('sorts swapped edges, and leaves out boxes without an area', async () => {
    const boxes = [
      [40, 60, 10, 20],
      [9, 9, 9, 20],
      [Number.NaN, 1, 2, 3],
    ];
    const faces = boxes.map((box) => ({ ...FACE, box }));
    const { photograph, reasons } = await read(vocAnnotation('1.jpg', SIZE, faces));
    expect(photograph.faces).toEqual([{ label: 'with_mask', box: BOX }]);
    expect(reasons).toEqual(['a box without an area', 'a box without an area']);
  });

  it('counts unknown labels as neither faces nor background, and reports them', async () => {
    const faces = [FACE, { name: 'person', box: [0, 0, 199, 99] }];
    const { photograph, reasons } = await read(vocAnnotation('1.jpg', SIZE, faces));
    expect(photograph.faces).toEqual([{ label: 'with_mask', box: BOX }]);
    expect(photograph.ignored).toEqual([{ x: 0, y: 0, width: 199, height: 99 }]);
    expect(reasons).toEqual([expect.stringContaining('"person"')]);
  });

  it('takes the meaning of a label from the option', async () => {
    const faces = [FACE, { ...FACE, name: 'Visier=alt' }, { ...FACE, name: 'person' }];
    const labels = ['Visier=alt=incorrect_mask', 'person=ignore', 'with_mask=without_mask'];
    const { photograph, reasons } = await read(
      vocAnnotation('1.jpg', SIZE, faces),
      '1.jpg',
      labels,
    );
    expect(photograph.faces.map(({ label }) => label)).toEqual(['without_mask', 'incorrect_mask']);
    expect(photograph.ignored).toHaveLength(1);
    expect(reasons).toEqual([]);
  });

  it.each([
    [['masked_face', 'unmasked_face', 'incorrectly_masked_face'], 0],
    [['mask', 'no-mask', 'Mask Weared Incorrect'], 0],
    [['face_mask', 'face', 'IMFD'], 0],
    [['face_nask', 'face', 'invalid_face'], 1],
  ])('guesses what %j mean', async (given, ignored) => {
    const faces = given.map((name) => ({ ...FACE, name }));
    const { photograph, reasons } = await read(vocAnnotation('1.jpg', SIZE, faces));
    const right = ['with_mask', 'without_mask', 'incorrect_mask'];
    expect(photograph.faces.map(({ label }) => label)).toEqual(right.slice(0, 3 - ignored));
    expect(photograph.ignored).toHaveLength(ignored);
    expect(reasons).toEqual([]);
  });

  it('rejects `face` as the only label, because it may mean any face', async () => {
    const folder = await folderOf({
      'Annotations/1.xml': vocAnnotation('1.jpg', SIZE, [{ ...FACE, name: 'face' }]),
      'JPEGImages/1.jpg': '',
    });
    await expect(readDatasets([folder])).rejects.toThrow(/none of its labels.*"face".*--label/);
  });

  it('ignores a box marked as difficult, whatever its label', async () => {
    const faces = [FACE, { name: 'head', box: [50, 0, 60, 12], difficult: 1 }];
    const { photograph, reasons } = await read(vocAnnotation('1.jpg', SIZE, faces));
    expect(photograph.faces.map(({ label }) => label)).toEqual(['with_mask']);
    expect(photograph.ignored).toEqual([{ x: 50, y: 0, width: 10, height: 12 }]);
    expect(reasons).toEqual([]);
  });

  it('reads an annotation without objects, without a size, and with a size of 0', () => {
    const annotation = (size: string) =>
      parseAnnotation(`<annotation><filename>1</filename>${size}</annotation>`);
    const zero = '<size><width>0</width><height>0</height></size>';
    for (const size of ['', zero])
      expect(annotation(size)).toMatchObject({ size: null, boxes: [] });
    expect(annotation('').filename).toBe('1');
  });

  it('reports what it cannot read, with the reason, and continues', async () => {
    const folder = await folderOf({
      'Annotations/again.xml': vocAnnotation('good.jpg', SIZE, [FACE]),
      'Annotations/good.xml': vocAnnotation('good.jpg', SIZE, [FACE]),
      'Annotations/broken.xml': '<annotation><filename>broken.jpg</filena',
      'Annotations/empty.xml': '',
      'Annotations/notes.txt': 'to do',
      'Annotations/lost.xml': vocAnnotation('lost.jpg', SIZE, [FACE]),
      'Annotations/._good.xml': 'what macOS leaves behind',
      '__MACOSX/JPEGImages/._good.jpg': '',
      'JPEGImages/good.jpg': '',
      'JPEGImages/bare.jpg': '',
    });
    const { photographs, skipped } = await readDatasets([folder]);
    expect(photographs.map(({ name }) => name)).toEqual(['JPEGImages/good.jpg']);
    const reasons = skipped.map(({ file, why }) => [path.basename(file), why]);
    expect(Object.fromEntries(reasons)).toEqual({
      'good.xml': expect.stringContaining('second annotation'),
      'broken.xml': expect.stringContaining('XML'),
      'empty.xml': expect.stringContaining('XML'),
      'notes.txt': 'not an annotation',
      'lost.xml': 'an annotation whose picture is not there',
      'bare.jpg': 'a picture without an annotation',
    });
  });
});
