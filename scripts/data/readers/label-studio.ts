import path from 'node:path';
import { z } from 'zod';
import type { Size } from '../../../lib/geometry.ts';
import type { Skipped } from '../photograph.ts';
import { pictureSize } from '../picture-size.ts';
import { jsonFiles } from './json-files.ts';
import { aroundTurned, boxAround } from './outlines.ts';
import { partOfPath } from './part-folders.ts';
import { fileName, indexPictures } from './picture-index.ts';
import type { FoundBox, FoundPhotograph, Reader } from './reader.ts';

/**
 * What an annotator drew or chose. Places are per cent of the picture's edges. A tool for boxes and one for
 * labels, used together, give two of the same `id`.
 */
const region = z.object({
  id: z.string().optional(),
  original_width: z.number().optional(),
  original_height: z.number().optional(),
  value: z.record(z.string(), z.unknown()).default({}),
});
type Region = z.infer<typeof region>;

const annotation = z.object({
  result: z.array(region),
  was_cancelled: z.boolean().nullish(),
});
/** `annotations` were `completions` before version 1. */
const fullTask = z.object({
  data: z.record(z.string(), z.unknown()),
  annotations: z.array(annotation).optional(),
  completions: z.array(annotation).optional(),
  file_upload: z.string().nullish(),
});
type FullTask = z.infer<typeof fullTask>;
/** JSON-MIN: the task's data, and the values of each labelling tool under its name. */
const shortTask = z.looseObject({ id: z.number(), annotation_id: z.number().nullish() });

const task = z.union([
  fullTask.refine((full) => full.annotations || full.completions),
  shortTask.refine((short) => valuesOf(short).length > 0 || 'annotation_id' in short),
]);
const tasks = z.union([z.array(task).min(1), task.transform((one) => [one])]);
type Task = z.infer<typeof task>;

/** Label Studio's JSON: boxes, outlines, or a class for a whole picture. */
export const labelStudio: Reader = {
  format: 'Label Studio',
  async read(folder) {
    const lists = await jsonFiles(folder, tasks);
    if (lists.length === 0) return null;
    const pictures = indexPictures(folder);
    const photographs: FoundPhotograph[] = [];
    const skipped: Skipped[] = [];
    for (const { name: list, content } of lists) {
      for (const entry of content) {
        const named = namesOf(entry);
        const skip = (why: string) =>
          skipped.push({ file: path.join(folder.root, named[0] ?? list), why });
        const name = named
          .flatMap((one) => [one, withoutUploadMark(one)])
          .map((one) => pictures.find(one, list))
          .find((found) => found !== undefined);
        const regions = regionsOf(entry);
        if (!name) skip('a picture that is not there');
        else if (!regions) skip('a picture without an annotation');
        else {
          const size =
            sizeOf(regions) ?? (await pictureSize(path.join(folder.root, name)).catch(() => null));
          photographs.push({ name, ...partOfPath(name), ...read(regions, size) });
        }
      }
    }
    return { photographs, skipped };
  },
};

function isFull(entry: Task): entry is FullTask {
  return 'data' in entry && ('annotations' in entry || 'completions' in entry);
}

/** What the picture's file may be called, the likeliest first. */
function namesOf(entry: Task): string[] {
  const data: Readonly<Record<string, unknown>> = isFull(entry) ? entry.data : entry;
  const texts = Object.values(data).filter((value) => typeof value === 'string');
  const named = [data.image, ...texts.filter((text) => /\.\w{3,4}(\?|$)/.test(text))];
  const files = [...named, isFull(entry) ? entry.file_upload : undefined];
  return files.filter((text) => typeof text === 'string').map(fileOfAddress);
}

/** Files of the machine's own are asked for by `?d=folder/name.jpg`. */
function fileOfAddress(address: string): string {
  const given = /[?&]d=([^&]*)/.exec(address)?.[1] ?? address.replace(/[?#].*$/, '');
  try {
    return fileName(decodeURIComponent(given));
  } catch {
    // A name with a per cent sign of its own.
    return fileName(given);
  }
}

/** Uploaded files have eight digits and a hyphen before their name. */
function withoutUploadMark(name: string): string {
  return name.replace(/^[0-9a-f]{8}-/, '');
}

/** The newest annotation that nobody cancelled; undefined where there is none. */
function regionsOf(entry: Task): Region[] | undefined {
  if (!isFull(entry)) return valuesOf(entry);
  const all = entry.annotations ?? entry.completions ?? [];
  return all.filter(({ was_cancelled }) => !was_cancelled).at(-1)?.result;
}

/** The values of JSON-MIN as regions: lists of boxes, and words chosen. */
function valuesOf(short: Readonly<Record<string, unknown>>): Region[] {
  const isBox = z.looseObject({ original_width: z.number(), original_height: z.number() });
  return Object.entries(short).flatMap(([name, value]): Region[] => {
    const boxes = z.array(isBox).min(1).safeParse(value);
    if (boxes.success) return boxes.data.map((box) => ({ ...box, value: box }) as Region);
    return name === 'choice' && typeof value === 'string' ? [{ value: { choices: [value] } }] : [];
  });
}

type Read =
  | { kind: 'labelled'; label: string }
  | { kind: 'annotated'; size: Size | null; boxes: FoundBox[] };

function read(regions: readonly Region[], size: Size | null): Read {
  const labels = new Map(
    regions.map((one) => [one.id, labelOf(one)] as const).filter(([id, label]) => id && label),
  );
  const drawn = new Map<string, FoundBox>();
  regions.forEach((one, i) => {
    const label = labelOf(one) ?? labels.get(one.id);
    const box = size && label !== undefined ? boxOf(one.value) : null;
    if (!box || !size || label === undefined) return;
    const [across, down] = [size.width / 100, size.height / 100];
    // Turned in pixels, not in per cent: a picture is seldom square.
    const inPixels = {
      x: box.x * across,
      y: box.y * down,
      width: box.width * across,
      height: box.height * down,
    };
    const degrees = Number(one.value.rotation ?? 0);
    drawn.set(one.id ?? String(i), {
      label,
      box: aroundTurned(inPixels, degrees),
      doubtful: false,
    });
  });
  const choice = regions.flatMap(
    ({ value }) => z.array(z.string()).safeParse(value.choices).data ?? [],
  )[0];
  if (choice !== undefined && drawn.size === 0) return { kind: 'labelled', label: choice };
  return { kind: 'annotated', size, boxes: [...drawn.values()] };
}

/** Of the picture that was drawn on, px. */
function sizeOf(regions: readonly Region[]): Size | null {
  const { original_width: width, original_height: height } =
    regions.find((one) => one.original_width && one.original_height) ?? {};
  return width && height ? { width, height } : null;
}

/** `rectanglelabels`, `polygonlabels`, `ellipselabels`, `brushlabels` or `labels`. */
function labelOf({ value }: Region): string | undefined {
  const lists = Object.entries(value).filter(([name]) => name.endsWith('labels'));
  return lists.flatMap(([, list]) => z.array(z.string()).safeParse(list).data ?? [])[0];
}

const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const ellipse = z.object({
  x: z.number(),
  y: z.number(),
  radiusX: z.number(),
  radiusY: z.number(),
});
const polygon = z.object({ points: z.array(z.array(z.number()).length(2)) });

/** Per cent. */
function boxOf(value: Region['value']) {
  const box = rectangle.safeParse(value).data;
  if (box) return box;
  const round = ellipse.safeParse(value).data;
  if (round) {
    const { x, y, radiusX, radiusY } = round;
    return { x: x - radiusX, y: y - radiusY, width: 2 * radiusX, height: 2 * radiusY };
  }
  const outline = polygon.safeParse(value).data;
  return outline ? boxAround(outline.points.flat()) : null;
}
