import { describe, expect, it } from 'vitest';
import { writeCsv } from '@/lib/csv';
import { FACE, near, picture, read, SIZE } from '../../../support/read-folder';

describe('YOLO', () => {
  const line = '0 0.25 0.3 0.3 0.4';

  it.each([
    ['a list', "names: ['with_mask', 'without_mask']"],
    ['a mapping', 'names:\n  0: mask\n  1: no mask\n'],
  ])('reads images and labels, with the names in %s of data.yaml', async (_, yaml) => {
    const { faces, parts, reasons } = await read({
      'data.yaml': `train: train/images\n${yaml}`,
      'classes.txt': 'wrong\nnames\n',
      'train/images/a.jpg': await picture(),
      'train/labels/a.txt': `${line}\n1 0.5 0.5 0.1 0.1 0.98\n`,
      'valid/images/b.jpg': await picture(),
      'valid/labels/b.txt': '',
    });
    expect(faces['train/images/a.jpg']).toEqual([
      FACE,
      { label: 'without_mask', box: near({ x: 90, y: 45, width: 20, height: 10 }) },
    ]);
    expect(faces['valid/images/b.jpg']).toEqual([]);
    expect(parts).toEqual({ 'train/images/a.jpg': 'train', 'valid/images/b.jpg': 'validation' });
    expect(reasons).toEqual([]);
  });

  it('reads labels beside pictures, outlines, and names with Windows line endings', async () => {
    const { faces } = await read({
      'classes.txt': 'face_mask\r\nface\r\n',
      'a.jpg': await picture(),
      'a.txt': '0 0.1 0.1 0.4 0.1 0.4 0.5 0.1 0.5\r\n',
    });
    expect(faces['a.jpg']).toEqual([FACE]);
  });

  it('reads coordinates as shares of the upright picture', async () => {
    const { faces } = await read({
      'classes.txt': 'with_mask',
      'a.jpg': await picture(6),
      'a.txt': line,
    });
    expect(faces['a.jpg']).toEqual([
      { label: 'with_mask', box: near({ x: 10, y: 20, width: 30, height: 80 }) },
    ]);
  });

  it('reports what it cannot read', async () => {
    const { faces, reasons } = await read({
      'data.yaml': 'names: [with_mask]',
      ...Object.fromEntries(
        await Promise.all(
          ['good', 'class', 'pixels', 'words', 'bare'].map(
            async (name) => [`images/${name}.jpg`, await picture()] as const,
          ),
        ),
      ),
      'images/broken.jpg': 'no picture',
      'labels/good.txt': line,
      'labels/class.txt': '7 0.5 0.5 0.1 0.1',
      'labels/pixels.txt': '0 100 50 20 20',
      'labels/words.txt': 'mask at the left',
      'labels/broken.txt': line,
      'labels/lost.txt': line,
    });
    expect(Object.keys(faces)).toEqual(['images/class.jpg', 'images/good.jpg']);
    expect(reasons).toEqual([
      'a picture without an annotation',
      expect.stringMatching(/unsupported/i),
      expect.stringContaining('pixels'),
      'a line that is not a class and four numbers',
      'a text file without a picture',
      expect.stringContaining('label "7" is not known'),
    ]);
  });
});

describe('COCO', () => {
  const list = (file_name: string) =>
    JSON.stringify({
      images: [
        { id: 7, file_name, ...SIZE },
        { id: 8, file_name: 'lost.jpg', ...SIZE },
      ],
      annotations: [
        { id: 1, image_id: 7, category_id: 2, bbox: [20, 10, 60, 40], iscrowd: 0 },
        { id: 2, image_id: 7, category_id: 2, bbox: [0, 0, 5, 5], iscrowd: 1 },
        { id: 3, image_id: 7, category_id: 9, bbox: [1, 1, 5, 5] },
      ],
      categories: [
        { id: 2, name: 'Mask' },
        { id: 3, name: 'No mask' },
      ],
    });

  it('reads a list for each part', async () => {
    const { faces, parts, ignored, reasons } = await read({
      'annotations/instances_train2017.json': list('a.jpg'),
      'annotations/instances_val2017.json': list('val/b.jpg'),
      'annotations/other.json': '{"licence": "mine"}',
      'annotations/broken.json': '{',
      'images/a.jpg': '',
      'images/val/b.jpg': '',
      'images/c.jpg': '',
    });
    expect(faces).toEqual({ 'images/a.jpg': [FACE], 'images/val/b.jpg': [FACE] });
    expect(parts).toEqual({ 'images/a.jpg': 'train', 'images/val/b.jpg': 'validation' });
    expect(ignored).toHaveLength(4);
    expect([...new Set(reasons)].sort()).toEqual([
      'a picture that is not there',
      'a picture without an annotation',
      expect.stringContaining('category 9'),
    ]);
  });
});

describe('Label Studio', () => {
  const task = (image: string, result: unknown[], was_cancelled = false) => ({
    data: { image },
    annotations: [{ result, was_cancelled }],
  });
  const rectangle = (rotation: number) => ({
    original_width: 200,
    original_height: 100,
    type: 'rectanglelabels',
    value: { x: 10, y: 10, width: 30, height: 40, rotation, rectanglelabels: ['Mask'] },
  });

  it('reads boxes in per cent, the bounding boxes of rotated ones, and choices', async () => {
    const { faces, reasons } = await read({
      'project-1.json': JSON.stringify([
        task('/data/upload/1/0a1b2c3d-a.jpg', [rectangle(0)]),
        task('/data/local-files/?d=my%20folder/b.jpg', [rectangle(90)]),
        task('http://example.org/c.jpg?size=1', [
          { type: 'choices', value: { choices: ['without_mask'] } },
        ]),
        task('/data/upload/1/d.jpg', [], true),
        task('/data/upload/1/lost.jpg', [rectangle(0)]),
      ]),
      'a.jpg': '',
      'b.jpg': '',
      'c.jpg': '',
      'd.jpg': '',
    });
    expect(faces).toEqual({
      'a.jpg': [FACE],
      'b.jpg': [{ label: 'with_mask', box: near({ x: -20, y: 10, width: 40, height: 60 }) }],
      'c.jpg': 'without_mask',
    });
    expect(reasons).toEqual(['a picture without an annotation', 'a picture that is not there']);
  });
});

describe('CSV', () => {
  it.each([
    ['edges', 'filename;width;height;class;xmin;ymin;xmax;ymax', 'a.jpg;200;100;Mask;20;10;80;50'],
    ['a corner and a size', 'image;label;x;y;width;height', 'a.jpg;Mask;20;10;60;40'],
    ['decimal commas', 'name;x1;x2;y1;y2;classname', 'a.jpg;20,0;80,0;10,0;50,0;mask'],
  ])('reads rows with %s', async (_, header, row) => {
    const csv = `${header}\n${row}\n`;
    const { faces } = await read({ 'labels.csv': csv, 'images/a.jpg': '' });
    expect(faces).toEqual({ 'images/a.jpg': [FACE] });
  });

  it('reads the results of /stills, where the correction of a person counts', async () => {
    const header = [
      ...['file', 'width', 'height', 'face', 'label', 'x', 'y', 'box_width', 'box_height'],
      ...['corrected', 'error'],
    ];
    const rows = [
      ['a.jpg', 200, 100, 1, 'without_mask', 20, 10, 60, 40, 'with_mask', ''],
      ['a.jpg', 200, 100, 2, 'unsure', 1, 1, 9, 9, '', ''],
      ['b.jpg', 200, 100, '', '', '', '', '', '', '', ''],
    ];
    const { faces, ignored } = await read({
      'results.csv': writeCsv([header, ...rows]),
      'a.jpg': '',
      'b.jpg': '',
    });
    expect(faces).toEqual({ 'a.jpg': [FACE], 'b.jpg': [] });
    expect(ignored).toHaveLength(1);
  });

  it('reads a label for each picture, and reports rows whose picture is missing', async () => {
    const { faces, reasons } = await read({
      'train.csv': 'file,label\na.jpg,mask\nlost.jpg,mask\n',
      'a.jpg': '',
    });
    expect(faces).toEqual({ 'a.jpg': 'with_mask' });
    expect(reasons).toEqual(['a row whose picture is not there']);
  });
});
