import path from 'node:path';
import { z } from 'zod';
import type { Skipped } from '../photograph.ts';
import type { DataFolder } from './data-folder.ts';
import { jsonFiles } from './json-files.ts';
import { partOfPath } from './part-folders.ts';
import { indexPictures } from './picture-index.ts';
import type { FoundBox, FoundBoxes, Reader } from './reader.ts';

const cocoFile = z.object({
  images: z.array(
    z.object({
      id: z.union([z.number(), z.string()]),
      file_name: z.string(),
      width: z.number().optional(),
      height: z.number().optional(),
    }),
  ),
  annotations: z.array(
    z.object({
      image_id: z.union([z.number(), z.string()]),
      category_id: z.number(),
      /** left, top, width, height, px */
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
      iscrowd: z.union([z.number(), z.boolean()]).optional(),
    }),
  ),
  categories: z.array(z.object({ id: z.number(), name: z.string() })),
});
type CocoFile = z.infer<typeof cocoFile>;

/** COCO: JSON files that list pictures, boxes and categories, e.g. one for each part of a split. */
export const coco: Reader = {
  format: 'COCO',
  async read(folder) {
    const lists = await jsonFiles(folder, cocoFile);
    if (lists.length === 0) return null;
    const read = lists.map(({ name, content }) => readList(folder, name, content));
    const named = new Set(read.flatMap(({ photographs }) => photographs.map((p) => p.name)));
    return {
      photographs: read.flatMap(({ photographs }) => photographs),
      skipped: [
        ...read.flatMap(({ skipped }) => skipped),
        ...folder.pictures
          .filter((name) => !named.has(name))
          .map((name) => ({
            file: path.join(folder.root, name),
            why: 'a picture without an annotation',
          })),
      ],
    };
  },
};

function readList(folder: DataFolder, list: string, content: CocoFile) {
  const names = new Map(content.categories.map(({ id, name }) => [id, name]));
  const boxes = new Map<string | number, FoundBox[]>();
  for (const { image_id, category_id, bbox, iscrowd } of content.annotations) {
    if (!bbox) continue;
    const [x, y, width, height] = bbox;
    const label = names.get(category_id) ?? `category ${category_id}`;
    const box = { label, box: { x, y, width, height }, doubtful: Boolean(iscrowd) };
    boxes.set(image_id, [...(boxes.get(image_id) ?? []), box]);
  }
  const pictures = indexPictures(folder);
  const photographs: FoundBoxes[] = [];
  const skipped: Skipped[] = [];
  for (const { id, file_name, width = 0, height = 0 } of content.images) {
    const name = pictures.find(file_name, path.posix.join(path.posix.dirname(list), file_name));
    if (!name) {
      skipped.push({ file: path.join(folder.root, file_name), why: 'a picture that is not there' });
      continue;
    }
    const part = { ...partOfPath(list), ...partOfList(list), ...partOfPath(name) };
    const size = width > 0 && height > 0 ? { width, height } : null;
    photographs.push({ kind: 'annotated', name, ...part, size, boxes: boxes.get(id) ?? [] });
  }
  return { photographs, skipped };
}

/** `instances_train2017.json` says in its own name which part it lists. */
function partOfList(list: string) {
  const words = path.posix
    .basename(list)
    .toLowerCase()
    .split(/[^a-z]+/);
  return partOfPath(`${words.join('/')}/`);
}
