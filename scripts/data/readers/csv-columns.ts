/** A row by the names in the header. */
export type Row = Partial<Record<string, string>>;

/** What tools call a column, letters and digits alone. */
const COLUMNS = {
  file: [
    ...['filename', 'file', 'image', 'imageid', 'imagepath', 'imagename', 'imagefile', 'filepath'],
    ...['path', 'name', 'img', 'imgname', 'imgpath', 'picture', 'photo', 'imageurl', 'url'],
  ],
  label: [
    ...['class', 'label', 'classname', 'category', 'labelname', 'objectclass', 'classlabel'],
    ...['categoryname', 'choice', 'target', 'tag', 'classes', 'labels'],
  ],
  left: ['xmin', 'x1', 'left', 'bboxx', 'bboxxmin', 'xleft', 'x', 'xmi'],
  top: ['ymin', 'y1', 'top', 'bboxy', 'bboxymin', 'ytop', 'y'],
  right: ['xmax', 'x2', 'right', 'bboxxmax', 'xright'],
  bottom: ['ymax', 'y2', 'bottom', 'bboxymax', 'ybottom'],
  centreX: ['xcenter', 'xcentre', 'centerx', 'centrex', 'cx', 'bboxxcenter'],
  centreY: ['ycenter', 'ycentre', 'centery', 'centrey', 'cy', 'bboxycenter'],
  boxWidth: ['boxwidth', 'bboxwidth', 'bboxw', 'w'],
  boxHeight: ['boxheight', 'bboxheight', 'bboxh', 'h'],
  width: ['imagewidth', 'width', 'imgwidth', 'imgw'],
  height: ['imageheight', 'height', 'imgheight', 'imgh'],
  /** All four numbers in one cell. */
  box: ['bbox', 'box', 'boundingbox', 'boundingboxes'],
  part: ['split', 'subset', 'part', 'set', 'usage', 'partition'],
  difficult: ['difficult', 'iscrowd', 'ignore'],
  /** Of the VGG Image Annotator: JSON in a cell. */
  regionShape: ['regionshapeattributes'],
  regionLabel: ['regionattributes'],
  /** What a person said in place of `label`; in the results of /stills. */
  corrected: ['corrected'],
} as const;
type Column = keyof typeof COLUMNS;

/** The cells of a table by what they hold. */
export interface Cells {
  has(column: Column): boolean;
  /** Empty where there is no such column. */
  text(row: Row, column: Column): string;
  /** NaN for an empty cell. */
  number(row: Row, column: Column): number;
}

/** Finds columns by the names that tools give them. @param head any row */
export function findColumns(head: Row): Cells {
  const key = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const byKey = new Map(Object.keys(head).map((name) => [key(name), name]));
  const columns = new Map(
    (Object.keys(COLUMNS) as Column[]).map((column) => [
      column,
      COLUMNS[column].map((name) => byKey.get(name)).find((name) => name !== undefined),
    ]),
  );
  // Where the edges are no edges but a corner and a size, `width` is the box's.
  const isPlaced = columns.get('left') ?? columns.get('centreX');
  if (isPlaced && !columns.get('right') && !columns.get('boxWidth')) {
    columns.set('boxWidth', columns.get('width')).set('boxHeight', columns.get('height'));
    columns.delete('width');
    columns.delete('height');
  }
  const text = (row: Row, column: Column) => row[columns.get(column) ?? '']?.trim() ?? '';
  return {
    has: (column) => columns.get(column) !== undefined,
    text,
    number(row, column) {
      const value = text(row, column);
      return value === '' ? Number.NaN : Number(value.replace(',', '.'));
    },
  };
}
