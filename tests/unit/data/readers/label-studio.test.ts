import { describe, expect, it } from 'vitest';
import { FACE, near, picture, read } from '../../../support/read-folder';

const SIZE = { original_width: 200, original_height: 100 };
const PLACE = { x: 10, y: 10, width: 30, height: 40, rotation: 0 };
const RECTANGLE = { ...SIZE, value: { ...PLACE, rectanglelabels: ['Mask'] } };
const task = (result: unknown[], more: object = {}) => ({
  id: 1,
  data: { image: '/data/upload/1/0a1b2c3d-a.jpg' },
  annotations: [{ id: 4, result, was_cancelled: false }],
  ...more,
});

describe("Label Studio's JSON", () => {
  it.each([
    ['a rectangle', [RECTANGLE]],
    [
      'a shape and a label of one region',
      [
        { id: 'r1', ...SIZE, type: 'rectangle', value: PLACE },
        { id: 'r1', ...SIZE, type: 'labels', value: { ...PLACE, labels: ['Mask'] } },
      ],
    ],
    [
      'an outline',
      [
        {
          ...SIZE,
          value: {
            points: [
              [10, 10],
              [40, 10],
              [40, 50],
            ],
            polygonlabels: ['Mask'],
          },
        },
      ],
    ],
    [
      'an ellipse',
      [{ ...SIZE, value: { x: 25, y: 30, radiusX: 15, radiusY: 20, ellipselabels: ['Mask'] } }],
    ],
  ])('gives the box of %s', async (_, result) => {
    const { faces } = await read({ 'a.jpg': '', 'export.json': JSON.stringify([task(result)]) });
    expect(faces).toEqual({ 'a.jpg': [FACE] });
  });

  it('is read in its short form, JSON-MIN', async () => {
    const box = { ...SIZE, ...PLACE, rectanglelabels: ['Mask'] };
    const { faces, reasons } = await read({
      'a.jpg': '',
      'b.jpg': '',
      'c.jpg': '',
      'min.json': JSON.stringify([
        { id: 1, image: '/data/upload/3/a.jpg', label: [box], annotator: 1, annotation_id: 2 },
        { id: 2, image: 's3://bucket/b.jpg', choice: 'no mask', annotation_id: 3 },
        { id: 3, image: '/data/upload/3/c.jpg', annotator: 1, annotation_id: 4 },
      ]),
    });
    expect(faces).toEqual({ 'a.jpg': [FACE], 'b.jpg': 'without_mask', 'c.jpg': [] });
    expect(reasons).toEqual([]);
  });

  it('is read as a single task, in the form before version 1, and by the upload name', async () => {
    const { annotations, ...old } = task([RECTANGLE], { completions: [{ result: [RECTANGLE] }] });
    const { faces } = await read({ 'a.jpg': '', 'old.json': JSON.stringify(old) });
    expect(annotations).toHaveLength(1);
    expect(faces).toEqual({ 'a.jpg': [FACE] });
    const renamed = { data: { picture: 'http://host/42' }, file_upload: '0a1b2c3d-a.jpg' };
    const uploaded = await read({
      'a.jpg': '',
      'new.json': JSON.stringify([task([RECTANGLE], renamed)]),
    });
    expect(uploaded.faces).toEqual({ 'a.jpg': [FACE] });
  });

  it('uses the last annotation that was not cancelled', async () => {
    const other = { ...RECTANGLE, value: { ...RECTANGLE.value, rectanglelabels: ['no mask'] } };
    const annotations = [
      { result: [other] },
      { result: [RECTANGLE] },
      { result: [], was_cancelled: true },
    ];
    const { faces } = await read({
      'a.jpg': '',
      'export.json': JSON.stringify([task([], { annotations })]),
    });
    expect(faces).toEqual({ 'a.jpg': [FACE] });
  });

  it('rotates boxes in pixels, and measures the picture if no size is given', async () => {
    const turned = { value: { ...PLACE, rotation: 90, rectanglelabels: ['Mask'] } };
    const { faces } = await read({
      'a.jpg': await picture(),
      'export.json': JSON.stringify([task([turned])]),
    });
    const box = near({ x: -20, y: 10, width: 40, height: 60 });
    expect(faces).toEqual({ 'a.jpg': [{ label: 'with_mask', box }] });
  });
});
