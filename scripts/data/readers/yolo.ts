import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Skipped } from '../photograph.ts';
import { pictureSize } from '../picture-size.ts';
import type { DataFolder } from './data-folder.ts';
import { partOfPath } from './part-folders.ts';
import type { FoundBox, FoundBoxes, Reader } from './reader.ts';

/**
 * YOLO (Ultralytics, Darknet): beside each picture, or in a folder `labels` for one in `images`, a text
 * file with a line a box: class, centre x, centre y, width, height, as parts of the upright picture; or
 * class and the corners of an outline. The names of the classes come from `data.yaml`, `classes.txt` or
 * `obj.names`.
 */
export const yolo: Reader = {
  format: 'YOLO',
  async read(folder) {
    const classes = await classNames(folder);
    if (!classes) return null;
    const { root } = folder;
    const texts = new Set(folder.files.filter((name) => /\.txt$/i.test(name)));
    const photographs: FoundBoxes[] = [];
    const skipped: Skipped[] = [];
    for (const name of folder.pictures) {
      const label = labelPaths(name).find((candidate) => texts.delete(candidate));
      if (label === undefined) {
        skipped.push({ file: path.join(root, name), why: 'a picture without an annotation' });
        continue;
      }
      try {
        const size = await pictureSize(path.join(root, name));
        const lines = (await readFile(path.join(root, label), 'utf8')).split(/\r?\n/);
        const boxes = lines
          .filter((line) => line.trim() !== '')
          .map((line): FoundBox => parseLine(line, classes, size));
        photographs.push({ kind: 'annotated', name, ...partOfPath(name), size, boxes });
      } catch (error) {
        skipped.push({ file: path.join(root, label), why: (error as Error).message });
      }
    }
    for (const name of texts) {
      if (NAMES_FILE.test(name)) continue;
      skipped.push({ file: path.join(root, name), why: 'a label file without a picture' });
    }
    return { photographs, skipped };
  },
};

const NAMES_FILE = /(^|\/)(classes\.txt|obj\.names|_darknet\.labels|[^/]*\.ya?ml)$/i;
const withNames = z.object({
  names: z.union([z.array(z.coerce.string()), z.record(z.string(), z.coerce.string())]),
});

/** The names of the classes by number; null where nothing tells them. */
async function classNames({
  root,
  files,
}: DataFolder): Promise<ReadonlyMap<number, string> | null> {
  const candidates = files.filter((name) => NAMES_FILE.test(name));
  // The file that training reads tells them before one that a labelling tool left.
  const order = (name: string) => (/\.ya?ml$/i.test(name) ? 0 : 1) + name.split('/').length / 100;
  for (const name of candidates.sort((a, b) => order(a) - order(b))) {
    const text = await readFile(path.join(root, name), 'utf8');
    const names = /\.ya?ml$/i.test(name) ? namesOfYaml(text) : namesOfLines(text);
    if (names && names.size > 0) return names;
  }
  return null;
}

function namesOfYaml(text: string): Map<number, string> | null {
  let content: unknown;
  try {
    content = parse(text);
  } catch {
    return null;
  }
  const { data } = withNames.safeParse(content);
  if (!data) return null;
  return new Map(Object.entries(data.names).map(([number, name]) => [Number(number), name]));
}

function namesOfLines(text: string): Map<number, string> {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  return new Map(lines.map((name, number) => [number, name.trim()]));
}

/** Where the text file of a picture may lie. */
function labelPaths(picture: string): string[] {
  const stem = picture.replace(/\.[^.]*$/, '');
  const folders = stem.split('/');
  const images = folders.lastIndexOf('images');
  const elsewhere = folders.map((name, i) => (i === images ? 'labels' : name)).join('/');
  const below = [...folders.slice(0, -1), 'labels', ...folders.slice(-1)].join('/');
  return [...new Set([elsewhere, stem, below])].map((base) => `${base}.txt`);
}

function parseLine(
  line: string,
  classes: ReadonlyMap<number, string>,
  { width, height }: { width: number; height: number },
): FoundBox {
  const [number, ...values] = line.trim().split(/\s+/).map(Number) as [number, ...number[]];
  const label = classes.get(number);
  if (label === undefined) throw new Error(`no name is known for class ${number}`);
  if (values.length < 4 || values.some((value) => !Number.isFinite(value))) {
    throw new Error(`not a class and four numbers: ${line}`);
  }
  if (values.some((value) => Math.abs(value) > 2)) {
    throw new Error('a box in pixels, not in parts of the picture');
  }
  const [x, y, w, h] = values.length >= 6 ? around(values) : centred(values);
  const box = { x: x * width, y: y * height, width: w * width, height: h * height };
  return { label, box, doubtful: false };
}

/** @returns left, top, width, height */
function centred([x, y, w, h]: readonly number[]): [number, number, number, number] {
  return [
    (x as number) - (w as number) / 2,
    (y as number) - (h as number) / 2,
    w as number,
    h as number,
  ];
}

/** The box around an outline, x and y in turn. */
function around(corners: readonly number[]): [number, number, number, number] {
  const [xs, ys] = [0, 1].map((odd) => corners.filter((_, i) => i % 2 === odd)) as [
    number[],
    number[],
  ];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return [left, top, Math.max(...xs) - left, Math.max(...ys) - top];
}
