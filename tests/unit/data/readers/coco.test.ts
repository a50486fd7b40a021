import { describe, expect, it } from 'vitest';
import { FACE, near, read, SIZE } from '../../../support/read-folder';

const CATEGORIES = [
  { id: 0, name: 'faces', supercategory: 'none' },
  { id: 1, name: 'face_mask' },
];
const IMAGE = { id: 1, file_name: 'a.jpg', ...SIZE };
const list = (annotations: readonly object[], more: object = {}) =>
  JSON.stringify({ images: [IMAGE], annotations, categories: CATEGORIES, ...more });
const BOX = [20, 10, 60, 40];
/** Run lengths, column by column, of a mask of 60 x 40 px at (20, 10). */
const RUNS = [20 * 100 + 10, ...Array.from({ length: 59 }, () => [40, 60]).flat(), 40];

/** Compresses run lengths as COCO does. */
function compressed(runs: readonly number[]): string {
  return runs
    .map((run, i) => {
      let rest = i > 2 ? run - (runs[i - 2] as number) : run;
      let text = '';
      for (let more = true; more; ) {
        let code = rest & 0x1f;
        rest >>= 5;
        more = code & 0x10 ? rest !== -1 : rest !== 0;
        if (more) code |= 0x20;
        text += String.fromCharCode(code + 48);
      }
      return text;
    })
    .join('');
}

describe('COCO annotations', () => {
  it.each([
    ['a box', { bbox: BOX }],
    ['numbers as strings', { bbox: BOX, image_id: '1', category_id: '1' }],
    ['only an outline', { segmentation: [[20, 10, 80, 10, 80, 50, 20, 50]] }],
    ['an outline beside an empty box', { bbox: [], segmentation: [[20, 10, 80, 50, 20, 50]] }],
    ['run lengths', { segmentation: { size: [100, 200], counts: RUNS } }],
    ['compressed run lengths', { segmentation: { size: [100, 200], counts: compressed(RUNS) } }],
  ])('are read with %s', async (_, given) => {
    const { faces, reasons } = await read({
      'a.jpg': '',
      '_annotations.coco.json': list([{ id: 1, image_id: 1, category_id: 1, ...given }]),
    });
    expect(faces).toEqual({ 'a.jpg': [FACE] });
    expect(reasons).toEqual([]);
  });

  it('of a crowd or with `ignore` count as neither faces nor background', async () => {
    const crowd = { image_id: 1, category_id: 1, iscrowd: 1 };
    const counts = RUNS;
    const { faces, ignored } = await read({
      'a.jpg': '',
      'a.json': list([
        { ...crowd, segmentation: { size: [100, 200], counts } },
        { image_id: 1, category_id: 1, bbox: [1, 1, 5, 5], ignore: 1 },
        { image_id: 1, category_id: 1, bbox: BOX },
      ]),
    });
    expect(faces).toEqual({ 'a.jpg': [FACE] });
    expect(ignored).toEqual([
      near({ x: 20, y: 10, width: 60, height: 40 }),
      near({ x: 1, y: 1, width: 5, height: 5 }),
    ]);
  });

  it('that are invalid are reported, and the others are kept', async () => {
    const { faces, reasons } = await read({
      'a.jpg': '',
      'a.json': list([
        { image_id: 1, category_id: 1, bbox: BOX },
        { image_id: 1, category_id: 1 },
        { note: 'to do' },
      ]),
    });
    expect(faces).toEqual({ 'a.jpg': [FACE] });
    expect(reasons).toEqual(['an annotation without a box', 'an annotation of another form']);
  });

  it('of one picture in two lists are merged without repeats', async () => {
    const { faces } = await read({
      'a.jpg': '',
      'one.json': list([{ image_id: 1, category_id: 1, bbox: BOX }]),
      'two.json': list([
        { image_id: 1, category_id: 1, bbox: BOX },
        { image_id: 1, category_id: 1, bbox: [100, 10, 20, 20] },
      ]),
    });
    expect(faces['a.jpg']).toHaveLength(2);
  });

  it('of pictures with the same name are told apart by their folders', async () => {
    const images = (part: string) => ({ images: [{ ...IMAGE, file_name: `${part}\\a.jpg` }] });
    const { faces } = await read({
      'train/a.jpg': '',
      'test/a.jpg': '',
      'one.json': list([{ image_id: 1, category_id: 1, bbox: BOX }], images('train')),
      'two.json': list([], images('test')),
    });
    expect(faces).toEqual({ 'train/a.jpg': [FACE], 'test/a.jpg': [] });
  });
});
