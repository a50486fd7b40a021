import path from 'node:path';
import { z } from 'zod';
import type { Skipped } from '../photograph.ts';
import { jsonFiles } from './json-files.ts';
import { partOfPath } from './part-folders.ts';
import { fileName, indexPictures } from './picture-index.ts';
import type { FoundBox, FoundPhotograph, Reader } from './reader.ts';

/** Of the picture's edges, per cent; the box may be turned about its left top corner, degrees. */
const percentBox = z.object({
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
  rotation: z.number().optional(),
  rectanglelabels: z.array(z.string()).optional(),
});
const region = z.object({
  original_width: z.number().optional(),
  original_height: z.number().optional(),
  value: z.union([percentBox, z.object({ choices: z.array(z.string()) }), z.unknown()]),
});
const tasks = z
  .array(
    z.object({
      data: z.record(z.string(), z.unknown()),
      annotations: z.array(
        z.object({ result: z.array(region), was_cancelled: z.boolean().optional() }),
      ),
    }),
  )
  .min(1);
type Task = z.infer<typeof tasks>[number];
type Region = z.infer<typeof region>;

/** Label Studio's JSON: boxes (`rectanglelabels`), or a class for a whole picture (`choices`). */
export const labelStudio: Reader = {
  format: 'Label Studio',
  async read(folder) {
    const lists = await jsonFiles(folder, tasks);
    if (lists.length === 0) return null;
    const pictures = indexPictures(folder);
    const photographs: FoundPhotograph[] = [];
    const skipped: Skipped[] = [];
    for (const { name: list, content } of lists) {
      for (const task of content) {
        const given = pictureOf(task);
        const skip = (why: string) => skipped.push({ file: path.join(folder.root, given), why });
        const name = pictures.find(given, list) ?? pictures.find(withoutUploadMark(given), list);
        const regions = task.annotations.find(({ was_cancelled }) => !was_cancelled)?.result;
        if (!name) skip('a picture that is not there');
        else if (!regions) skip('a picture without an annotation');
        else photographs.push({ name, ...partOfPath(name), ...read(regions) });
      }
    }
    return { photographs, skipped };
  },
};

/** The picture's file: the first text of a task's data that names one. */
function pictureOf({ data }: Task): string {
  const texts = Object.values(data).filter((value) => typeof value === 'string');
  const named = data.image ?? texts.find((text) => /\.\w{3,4}$/.test(text)) ?? '';
  // Files of the machine's own are asked for by `?d=folder/name.jpg`.
  const address = decodeURIComponent(String(named));
  return fileName(/[?&]d=([^&]*)/.exec(address)?.[1] ?? address.replace(/[?#].*$/, ''));
}

/** An uploaded file has eight digits before its name. */
function withoutUploadMark(name: string): string {
  return name.replace(/^[0-9a-f]{8}-/, '');
}

type Read =
  | { kind: 'labelled'; label: string }
  | { kind: 'annotated'; size: { width: number; height: number } | null; boxes: FoundBox[] };

function read(regions: readonly Region[]): Read {
  const choice = regions.flatMap(({ value }) => {
    const { data } = z.object({ choices: z.array(z.string()).min(1) }).safeParse(value);
    return data ? data.choices : [];
  })[0];
  const boxes = regions.flatMap((one) => boxOf(one));
  if (choice !== undefined && boxes.length === 0) return { kind: 'labelled', label: choice };
  const { original_width: width, original_height: height } =
    regions.find(({ original_width }) => original_width) ?? {};
  return { kind: 'annotated', size: width && height ? { width, height } : null, boxes };
}

function boxOf({ value, original_width, original_height }: Region): FoundBox[] {
  const { data } = percentBox.safeParse(value);
  const [label] = data?.rectanglelabels ?? [];
  if (!data || label === undefined) return [];
  if (!original_width || !original_height) return [];
  const [across, down] = [original_width / 100, original_height / 100];
  const [x, y, width, height] = [
    data.x * across,
    data.y * down,
    data.width * across,
    data.height * down,
  ];
  const turn = ((data.rotation ?? 0) * Math.PI) / 180;
  // The box around the turned one.
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].map(([dx, dy]) => [
    x + (dx as number) * Math.cos(turn) - (dy as number) * Math.sin(turn),
    y + (dx as number) * Math.sin(turn) + (dy as number) * Math.cos(turn),
  ]) as [number, number][];
  const [xs, ys] = [corners.map(([cx]) => cx), corners.map(([, cy]) => cy)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const box = { x: left, y: top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
  return [{ label, box, doubtful: false }];
}
