import { describe, expect, it } from 'vitest';
import { FACE, picture, read } from '../../../support/read-folder';

const via = (shape: object, attributes: object) =>
  ['a.jpg', 1234, '{}', 1, 0, JSON.stringify(shape), JSON.stringify(attributes)]
    .map((cell) => `"${String(cell).replaceAll('"', '""')}"`)
    .join(',');
const VIA_HEADER =
  'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes';
const RECT = { name: 'rect', x: 20, y: 10, width: 60, height: 40 };

describe('CSV with boxes', () => {
  it.each([
    [
      'TensorFlow',
      'filename,width,height,class,xmin,ymin,xmax,ymax',
      'a.jpg,200,100,mask,20,10,80,50',
    ],
    ['Open Images', 'ImageID,LabelName,XMin,XMax,YMin,YMax', 'a,Mask,0.1,0.4,0.1,0.5'],
    ['VoTT', '"image","xmin","ymin","xmax","ymax","label"', '"a.jpg",20.0,10.0,80.0,50.0,"mask"'],
    [
      'MakeSense',
      'label_name,bbox_x,bbox_y,bbox_width,bbox_height,image_name,image_width,image_height',
      'mask,20,10,60,40,a.jpg,200,100',
    ],
    ['MakeSense without a header', 'mask,20,10,60,40,a.jpg,200,100', ''],
    ['keras-retinanet', '/home/me/images/a.jpg,20,10,80,50,mask', ''],
    ['Kaggle', 'image_id,width,height,bbox,label', 'a,200,100,"[20.0, 10.0, 60.0, 40.0]",mask'],
    ['box centres', 'path,class,x_center,y_center,w,h', 'images\\a.jpg,mask,0.25,0.3,0.3,0.4'],
    ['VIA', VIA_HEADER, via(RECT, { class: 'mask' })],
    ['VIA with checkboxes', VIA_HEADER, via(RECT, { type: { Mask: true } })],
    [
      'VIA with an outline',
      VIA_HEADER,
      via(
        { name: 'polygon', all_points_x: [20, 80, 80], all_points_y: [10, 10, 50] },
        { class: 'mask' },
      ),
    ],
  ])('is read in the form of %s', async (_, header, row) => {
    const { faces, reasons } = await read({
      'images/a.jpg': await picture(),
      'labels.csv': `${header}\n${row}\n`,
    });
    expect(faces).toEqual({ 'images/a.jpg': [FACE] });
    expect(reasons).toEqual([]);
  });

  it('reads columns named x1, x2, y1, y2 that hold left, top, right and bottom', async () => {
    const { faces } = await read({
      'a.jpg': await picture(),
      'train.csv':
        'name,x1,x2,y1,y2,classname\na.jpg,20,10,80,50,face_with_mask\na.jpg,5,60,9,90,face_no_mask\n',
    });
    expect(faces['a.jpg']).toEqual([
      FACE,
      { label: 'without_mask', box: { x: 5, y: 60, width: 4, height: 30 } },
    ]);
  });

  it('assigns parts by the name of the list and by a column', async () => {
    const header = 'filename,class,xmin,ymin,xmax,ymax';
    const { parts } = await read({
      'a.jpg': '',
      'b.jpg': '',
      'c.jpg': '',
      'train_labels.csv': `${header}\na.jpg,mask,20,10,80,50\n`,
      'test_labels.csv': `${header}\nb.jpg,mask,20,10,80,50\n`,
      'all.csv': `${header},split\nc.jpg,mask,20,10,80,50,valid\n`,
    });
    expect(parts).toEqual({ 'a.jpg': 'train', 'b.jpg': 'test', 'c.jpg': 'validation' });
  });

  it('reads a picture without a face, in UTF-16 as saved by spreadsheets', async () => {
    const table = `file\tlabel\txmin\tymin\txmax\tymax\r\nb.jpg\t\t\t\t\t\r\na.jpg\tmask\t20\t10\t80\t50\r\n`;
    const { faces } = await read({
      'a.jpg': '',
      'b.jpg': '',
      'labels.tsv': Buffer.from(`\uFEFF${table}`, 'utf16le'),
    });
    expect(faces).toEqual({ 'a.jpg': [FACE], 'b.jpg': [] });
  });
});

describe('CSV with one label for each picture', () => {
  it.each([
    ['a label column', 'filename,label', 'a.jpg,Mask', 'b.jpg,No Mask'],
    ['no header', 'a.jpg,Mask', 'b.jpg,No Mask', ''],
    ['a column for each label', 'filename,mask,no-mask', 'a.jpg,1,0', 'b.jpg,0,1'],
  ])('is read with %s', async (_, ...lines) => {
    const { faces } = await read({ 'a.jpg': '', 'b.jpg': '', '_classes.csv': lines.join('\n') });
    expect(faces).toEqual({ 'a.jpg': 'with_mask', 'b.jpg': 'without_mask' });
  });

  it('is ignored where class folders have a table about their files', async () => {
    const { faces } = await read({
      'mask/a.jpg': '',
      'no_mask/b.jpg': '',
      'about.csv': 'file,category\na.jpg,photo\nb.jpg,photo\n',
    });
    expect(faces).toEqual({ 'mask/a.jpg': 'with_mask', 'no_mask/b.jpg': 'without_mask' });
  });
});
