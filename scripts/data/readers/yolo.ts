import path from 'node:path';
import type { Box, Size } from '../../../lib/geometry.ts';
import type { Skipped } from '../photograph.ts';
import { pictureSize } from '../picture-size.ts';
import type { DataFolder } from './data-folder.ts';
import { boxAround, inPixels } from './outlines.ts';
import { partOfPath } from './part-folders.ts';
import { indexFiles } from './picture-index.ts';
import { readText } from './read-text.ts';
import type { FoundBox, FoundBoxes, Reader } from './reader.ts';
import { isYoloSetting, readYoloSettings, type YoloSettings } from './yolo-settings.ts';

/**
 * YOLO (Ultralytics, Darknet): beside each picture, or in a folder `labels` for one in `images`, a text
 * file with a line a box: class, centre x, centre y, width, height, as parts of the upright picture; or
 * class and the corners of an outline. The names of the classes come from `data.yaml`, `classes.txt` or
 * `obj.names`; where nothing tells them, they are their numbers.
 */
export const yolo: Reader = {
  format: 'YOLO',
  async read(folder) {
    const { root, pictures } = folder;
    const texts = folder.files.filter((name) => /\.txt$/i.test(name) && !isYoloSetting(name));
    const labels = labelFiles(pictures, texts);
    if (labels.size === 0 || !(await isLabelFile(folder, [...labels.values()]))) return null;
    const settings = await readYoloSettings(folder);
    const photographs: FoundBoxes[] = [];
    const skipped: Skipped[] = [];
    for (const name of pictures) {
      const label = labels.get(name);
      if (label === undefined) {
        skipped.push({ file: path.join(root, name), why: 'a picture without an annotation' });
        continue;
      }
      try {
        const size = await pictureSize(path.join(root, name));
        const lines = (await readText(path.join(root, label))).split(/\r?\n/);
        const boxes = lines
          .filter((line) => line.trim() !== '')
          .map((line): FoundBox => parseLine(line, settings, size));
        const part = { ...partOfPath(name), ...settings.partOf(name) };
        photographs.push({ kind: 'annotated', name, ...part, size, boxes });
      } catch (error) {
        skipped.push({ file: path.join(root, label), why: (error as Error).message });
      }
    }
    const used = new Set(labels.values());
    for (const name of texts.filter((text) => !used.has(text) && !settings.lists.has(text))) {
      skipped.push({ file: path.join(root, name), why: 'a text file without a picture' });
    }
    return { photographs, skipped };
  },
};

/** The text file of each picture that has one. */
function labelFiles(pictures: readonly string[], texts: readonly string[]): Map<string, string> {
  const free = new Set(texts);
  const byStem = indexFiles(texts);
  const found = new Map<string, string>();
  for (const name of pictures) {
    const label = labelPaths(name).find((candidate) => free.has(candidate));
    if (label === undefined) continue;
    free.delete(label);
    found.set(name, label);
  }
  // In folders of other names: `JPEGImages` and `labels`, `Images` and `YOLO_darknet`.
  for (const name of pictures.filter((picture) => !found.has(picture))) {
    const label = byStem.find(path.posix.basename(name), name);
    if (label === undefined || !free.has(label)) continue;
    free.delete(label);
    found.set(name, label);
  }
  return found;
}

/** Whether one of the texts is a label file: other data have texts beside their pictures as well. */
async function isLabelFile({ root }: DataFolder, texts: readonly string[]): Promise<boolean> {
  let sawText = false;
  for (const name of texts) {
    const [first = ''] = (await readText(path.join(root, name))).trim().split(/\r?\n/);
    if (LABEL_LINE.test(first)) return true;
    sawText ||= first !== '';
  }
  // Pictures without a face have empty files.
  return !sawText;
}

const LABEL_LINE = /^\d+(\.0+)?([\s,]+-?[\d.]+(e[+-]?\d+)?){4,}\s*$/i;

/** Where the text file of a picture may lie. */
function labelPaths(picture: string): string[] {
  const stem = picture.replace(/\.[^.]*$/, '');
  const folders = stem.split('/');
  const images = folders.lastIndexOf('images');
  const elsewhere = folders.map((name, i) => (i === images ? 'labels' : name)).join('/');
  const below = [...folders.slice(0, -1), 'labels', ...folders.slice(-1)].join('/');
  return [...new Set([elsewhere, stem, below])].map((base) => `${base}.txt`);
}

/** A value so far beyond the picture is no part of it: tools round, and boxes reach over the edge. */
const LARGEST_PART = 2;

function parseLine(line: string, { names, boxFirst }: YoloSettings, picture: Size): FoundBox {
  const [number, ...values] = line
    .trim()
    .split(/[\s,]+/)
    .map(Number) as [number, ...number[]];
  if (!Number.isInteger(number) || values.length < 4 || !values.every(Number.isFinite)) {
    throw new Error('a line that is not a class and four numbers');
  }
  const isOutline = values.length >= 6 && !boxFirst;
  const places = isOutline ? values : values.slice(0, 4);
  if (places.some((value) => Math.abs(value) > LARGEST_PART)) {
    throw new Error('a box in pixels, not in parts of the picture');
  }
  // A confidence may stand behind an outline's pairs.
  const even = places.slice(0, places.length - (places.length % 2));
  const box = isOutline ? (boxAround(even) as Box) : centred(values);
  return {
    label: names.get(number) ?? String(number),
    box: inPixels(box, picture),
    doubtful: false,
  };
}

function centred([x, y, width, height]: readonly number[]): Box {
  const [w, h] = [width as number, height as number];
  return { x: (x as number) - w / 2, y: (y as number) - h / 2, width: w, height: h };
}
