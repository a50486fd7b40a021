import { describe, expect, it } from 'vitest';
import { FACE, near, picture, read } from '../../../support/read-folder';

const LINE = '0 0.25 0.3 0.3 0.4';
/** Two pictures with labels, in two folders whose names are not those of parts. */
const TWO = async () => ({
  'first/images/a.jpg': await picture(),
  'first/labels/a.txt': LINE,
  'second/images/b.jpg': await picture(),
  'second/labels/b.txt': LINE,
});

describe('YOLO settings', () => {
  it.each([
    ['folders', 'train: first/images\nval: second/images'],
    ['folders below path', 'path: ../datasets/masks\ntrain: first/images\nval: second/images'],
    ['folders of another machine', 'train: /home/me/masks/first/images\nval: C:\\masks\\second'],
    ['lists of folders', 'train: [first/images]\nval:\n  - ./second/images'],
    ['files with lists', 'train: train.txt\nval: second/val-list.txt'],
  ])('assigns pictures to parts by the %s of data.yaml', async (_, places) => {
    const { parts, reasons } = await read({
      ...(await TWO()),
      'data.yaml': `${places}\nnames: [mask, no_mask]\n`,
      'train.txt': '/home/me/masks/first/images/a.jpg\n',
      'second/val-list.txt': './images/b.jpg\r\n',
    });
    expect(parts).toEqual({ 'first/images/a.jpg': 'train', 'second/images/b.jpg': 'validation' });
    expect(reasons.filter((why) => !why.includes('text file'))).toEqual([]);
  });

  it('assigns no part to a picture that two parts name', async () => {
    const { parts } = await read({
      ...(await TWO()),
      'data.yaml': 'train: first/images\nval: first/images\nnames: {0: mask}',
    });
    expect(parts).toEqual({ 'first/images/a.jpg': undefined, 'second/images/b.jpg': undefined });
  });

  it.each([
    ['classes.txt', 'mask\nno_mask\n'],
    ['data/obj.names', 'mask\r\nno_mask\r\n'],
    ['predefined_classes.txt', 'mask\n\nno_mask'],
  ])('takes names from %s', async (name, content) => {
    const { faces } = await read({ ...(await TWO()), [name]: content });
    expect(faces['first/images/a.jpg']).toEqual([FACE]);
  });

  it('finds label files in folders with other names', async () => {
    const { faces } = await read({
      'classes.txt': 'mask',
      'JPEGImages/a.jpg': await picture(),
      'YOLO_darknet/a.txt': LINE,
    });
    expect(faces['JPEGImages/a.jpg']).toEqual([FACE]);
  });

  it('uses class numbers as names if no file gives names', async () => {
    const files = await TWO();
    await expect(read(files)).rejects.toThrow(/none of its labels.*"0".*--label/);
    const { faces } = await read(files, ['0=without_mask']);
    expect(faces['first/images/a.jpg']).toEqual([{ ...FACE, label: 'without_mask' }]);
  });

  it('reads a box before keypoints, and an outline before a confidence', async () => {
    const files = { 'a.jpg': await picture(), 'a.txt': `${LINE} 0.3 0.3 2 0.4 0.3 2\n` };
    const marks = await read({ ...files, 'data.yaml': 'names: [mask]\nkpt_shape: [2, 3]' });
    expect(marks.faces['a.jpg']).toEqual([FACE]);
    const outline = '0 0.1 0.1 0.4 0.1 0.4 0.5 0.1 0.5 0.97';
    const outlined = await read({ ...files, 'a.txt': outline, 'classes.txt': 'mask' });
    expect(outlined.faces['a.jpg']).toEqual([FACE]);
  });

  it('leaves class folders with a list of names to the reader of class folders', async () => {
    const { faces } = await read({
      'labels.txt': '0 Mask\n1 No mask\n',
      'Mask/a.jpg': await picture(),
      'Mask/a.txt': 'taken on Monday',
      'No mask/b.jpg': await picture(),
    });
    expect(faces).toEqual({ 'Mask/a.jpg': 'with_mask', 'No mask/b.jpg': 'without_mask' });
  });

  it('ignores a face whose class has no name, so that it is not background', async () => {
    const { faces, ignored, reasons } = await read({
      'classes.txt': 'mask',
      'a.jpg': await picture(),
      'a.txt': `${LINE}\n4 0.8 0.5 0.1 0.1`,
    });
    expect(faces['a.jpg']).toEqual([FACE]);
    expect(ignored).toEqual([near({ x: 150, y: 45, width: 20, height: 10 })]);
    expect(reasons).toEqual([expect.stringContaining('"4"')]);
  });
});
