import path from 'node:path';
import { z } from 'zod';
import type { Box } from '../../../lib/geometry.ts';
import type { Skipped } from '../photograph.ts';
import type { DataFolder } from './data-folder.ts';
import { jsonFiles } from './json-files.ts';
import { aroundRuns, boxAround } from './outlines.ts';
import { partOfList, partOfPath } from './part-folders.ts';
import { indexPictures } from './picture-index.ts';
import type { FoundBox, FoundBoxes, Reader } from './reader.ts';

/** Some tools write numbers, some the same as texts. */
const id = z.union([z.number(), z.string()]).transform(String);

const cocoFile = z.object({
  images: z.array(
    z.object({
      id,
      file_name: z.string(),
      width: z.number().nullish(),
      height: z.number().nullish(),
    }),
  ),
  /** Looked at one by one: a broken one must not lose the others. */
  annotations: z.array(z.unknown()),
  categories: z.array(z.object({ id, name: z.coerce.string() })).default([]),
});
type CocoFile = z.infer<typeof cocoFile>;

const runs = z.object({
  counts: z.union([z.string(), z.array(z.number())]),
  /** height, width, px */
  size: z.tuple([z.number(), z.number()]),
});
const annotation = z.object({
  image_id: id,
  category_id: id,
  /** left, top, width, height, px; some tools leave it empty beside an outline */
  bbox: z.array(z.number()).nullish(),
  segmentation: z.union([z.array(z.array(z.number())), runs, z.unknown()]).optional(),
  iscrowd: z.union([z.number(), z.boolean()]).nullish(),
  ignore: z.union([z.number(), z.boolean()]).nullish(),
});
type Annotation = z.infer<typeof annotation>;

/** COCO: JSON files that list pictures, boxes and categories, e.g. one for each part of a split. */
export const coco: Reader = {
  format: 'COCO',
  async read(folder) {
    const lists = await jsonFiles(folder, cocoFile);
    if (lists.length === 0) return null;
    const byPicture = new Map<string, FoundBoxes>();
    const skipped: Skipped[] = [];
    for (const { name, content } of lists) {
      for (const photograph of readList(folder, name, content, skipped)) {
        // One list for boxes of each class, or the same picture in several lists.
        const known = byPicture.get(photograph.name);
        const boxes = [...(known?.boxes ?? []), ...photograph.boxes].filter(isFirst);
        byPicture.set(photograph.name, { ...(known ?? photograph), boxes });
      }
    }
    for (const name of folder.pictures.filter((picture) => !byPicture.has(picture))) {
      skipped.push({ file: path.join(folder.root, name), why: 'a picture without an annotation' });
    }
    return { photographs: [...byPicture.values()], skipped };
  },
};

function readList(
  folder: DataFolder,
  list: string,
  content: CocoFile,
  skipped: Skipped[],
): FoundBoxes[] {
  const names = new Map(content.categories.map((category) => [category.id, category.name]));
  const boxes = new Map<string, FoundBox[]>();
  for (const entry of content.annotations) {
    const { data } = annotation.safeParse(entry);
    const box = data && boxOf(data);
    if (!data || !box) {
      const why = data ? 'an annotation without a box' : 'an annotation of another form';
      skipped.push({ file: path.join(folder.root, list), why });
      continue;
    }
    const label = names.get(data.category_id) ?? `category ${data.category_id}`;
    const own = boxes.get(data.image_id) ?? [];
    own.push({ label, box, doubtful: Boolean(data.iscrowd || data.ignore) });
    boxes.set(data.image_id, own);
  }
  const pictures = indexPictures(folder);
  return content.images.flatMap(({ id: image, file_name, width, height }) => {
    const name = pictures.find(file_name, path.posix.join(path.posix.dirname(list), file_name));
    if (!name) {
      skipped.push({ file: path.join(folder.root, file_name), why: 'a picture that is not there' });
      return [];
    }
    const part = { ...partOfList(list), ...partOfPath(name) };
    const size = width && height ? { width, height } : null;
    return [{ kind: 'annotated', name, ...part, size, boxes: boxes.get(image) ?? [] }];
  });
}

/** The box, or the one around the outline. */
function boxOf({ bbox, segmentation }: Annotation): Box | null {
  if (bbox?.length === 4) {
    const [x, y, width, height] = bbox as [number, number, number, number];
    return { x, y, width, height };
  }
  const { data } = runs.safeParse(segmentation);
  if (data) return aroundRuns(data.counts, data.size[0]);
  const outlines = z.array(z.array(z.number())).safeParse(segmentation);
  return outlines.data ? boxAround(outlines.data.flat()) : null;
}

/** Whether none of the boxes before says the same. */
function isFirst(found: FoundBox, i: number, all: readonly FoundBox[]): boolean {
  const key = ({ label, doubtful, box }: FoundBox) =>
    `${label} ${doubtful} ${box.x} ${box.y} ${box.width} ${box.height}`;
  return !all.slice(0, i).some((before) => key(before) === key(found));
}
