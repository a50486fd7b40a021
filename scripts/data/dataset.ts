import { open } from 'node:fs/promises';
import path from 'node:path';
import pMap from 'p-map';
import { isLfsPointer, LFS_POINTER_BYTES } from '../../lib/stills/inspect-image.ts';
import { labelNames } from './label-names.ts';
import { CORRECTIONS_FILE, correctLabels, readCorrections } from './lists/corrections.ts';
import { addLeftOutFaces, LEFT_OUT_FILE, readLeftOutFaces } from './lists/left-out-faces.ts';
import { formatListMatches } from './lists/list-matches.ts';
import { findListed, LISTED_FILE } from './lists/listed-photographs.ts';
import { addWornWays, readWornHow, WORN_HOW_FILE } from './lists/worn-how.ts';
import type { Dataset, Skipped } from './photograph.ts';
import { classFolders } from './readers/class-folders.ts';
import { coco } from './readers/coco.ts';
import { csvBoxes } from './readers/csv-boxes.ts';
import { type DataFolder, listFolder } from './readers/data-folder.ts';
import { labelStudio } from './readers/label-studio.ts';
import { pascalVoc } from './readers/pascal-voc.ts';
import type { Found } from './readers/reader.ts';
import { yolo } from './readers/yolo.ts';
import { hasKnownLabel, resolveLabels } from './resolve-labels.ts';
import { placeBoxes } from './true-boxes.ts';

export interface DatasetOptions {
  /** What names in the data mean: `NAME=with_mask`, `NAME=ignore`. */
  readonly labels?: readonly string[];
  /** Folder for hashes. */
  readonly cache?: string;
  readonly lists?: typeof LISTS;
}

const LISTS = {
  corrections: CORRECTIONS_FILE,
  leftOut: LEFT_OUT_FILE,
  wornHow: WORN_HOW_FILE,
  listed: LISTED_FILE,
};

/**
 * Reads data folders of every format that has a module in `readers`. Entries that cannot be used
 * are listed with the reason and never stop a run.
 * The steps: move boxes into pixels of the upright photographs (`true-boxes.ts`), correct labels
 * that are on record as wrong (`corrections.ts`), add faces that annotators left out
 * (`left-out-faces.ts`), and add how masks are worn incorrectly (`worn-how.ts`).
 * @param add further folders, dealt to the parts after the first ones (see `turn`)
 * @throws Error for a folder that is missing, has no known format, or holds no photograph
 */
export async function readDatasets(
  folders: readonly string[],
  add: readonly string[] = [],
  { labels = [], cache = '.cache', lists = LISTS }: DatasetOptions = {},
): Promise<Dataset> {
  const names = datasetNames([...folders, ...add]);
  const parts = await Promise.all(
    [...folders, ...add].map((folder, i) => readDataset(folder, names[i] as string, labels)),
  );
  const { photographs, skipped } = await placeBoxes({
    photographs: parts.flatMap((part, i) => {
      const turn = Math.max(0, i - folders.length + 1);
      return part.photographs.map((photograph) => ({ ...photograph, turn }));
    }),
    skipped: parts.flatMap((part) => part.skipped),
  });
  const listed = await findListed(photographs, cache, lists.listed);
  console.log(await formatListMatches(listed));
  const leftOut = await readLeftOutFaces(lists.leftOut);
  const complete = addLeftOutFaces(photographs, leftOut, listed);
  const corrected = correctLabels(complete, await readCorrections(lists.corrections), listed);
  const told = addWornWays(corrected, await readWornHow(lists.wornHow), listed);
  return { photographs: told.filter((photograph) => photograph !== null), skipped };
}

/** The names of the folders. Two equal names get the name of the folder above in front. */
function datasetNames(folders: readonly string[]): string[] {
  const own = folders.map((folder) => path.basename(path.resolve(folder)));
  return folders.map((folder, i) => {
    const alone = own.filter((name) => name === own[i]).length === 1;
    const above = path.basename(path.dirname(path.resolve(folder)));
    return alone ? (own[i] as string) : `${above}/${own[i]}`;
  });
}

async function readDataset(
  folder: string,
  dataset: string,
  labels: readonly string[],
): Promise<Dataset> {
  const listing = await listFolder(folder);
  const found = await readFound(listing, labels);
  const resolved = resolveLabels({ root: listing.root, dataset }, found, labels);
  const { photographs, skipped } = await withoutPointers(resolved);
  if (photographs.length === 0) {
    throw new Error(`${folder} gives no photograph: ${reasons(skipped)}`);
  }
  return { photographs, skipped };
}

/**
 * The first of the formats that gives a label we know; class folders may hold annotations as well, so they
 * come last. Stray files of another format, e.g. a table of file types, give none.
 */
async function readFound(listing: DataFolder, labels: readonly string[]): Promise<Found> {
  const names = labelNames(labels);
  const byClass = classFolders((name) => names.meaningOf(name) !== undefined);
  const readers = [pascalVoc, coco, labelStudio, yolo, csvBoxes, byClass];
  const all: Found[] = [];
  for (const reader of readers) {
    const found = await reader.read(listing);
    if (found && hasKnownLabel(found, labels)) return found;
    if (found) all.push(found);
  }
  const best = all.find(({ photographs }) => photographs.length > 0) ?? all[0];
  if (best) return best;
  const formats = readers.map(({ format }) => format).join(', ');
  const there = listing.folders.length > 0 ? listing.folders : listing.files;
  throw new Error(
    `${listing.root} holds no data of a known format (${formats}): ${listing.pictures.length} ` +
      `pictures, and ${there.slice(0, 6).join(', ') || 'nothing'}. A class folder of another name ` +
      `is explained by --label "NAME=with_mask"`,
  );
}

/** Number of files that are read at the same time. */
const FILES_AT_ONCE = 16;

/** A pointer file that Git LFS leaves in place of a file is not a picture. */
async function withoutPointers({ photographs, skipped }: Dataset): Promise<Dataset> {
  const pointers = await pMap(photographs, ({ file }) => isPointer(file), {
    concurrency: FILES_AT_ONCE,
  });
  return {
    photographs: photographs.filter((_, i) => !pointers[i]),
    skipped: [
      ...skipped,
      ...photographs.flatMap(({ file }, i): Skipped[] =>
        pointers[i]
          ? [{ file, why: 'a pointer of Git LFS, not the picture: run "git lfs pull"' }]
          : [],
      ),
    ],
  };
}

async function isPointer(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const start = Buffer.alloc(LFS_POINTER_BYTES);
    await handle.read(start, 0, LFS_POINTER_BYTES, 0);
    return isLfsPointer(start);
  } finally {
    await handle.close();
  }
}

/** Reasons that are named, with their counts. */
const REASONS_SHOWN = 8;

/** Why files and boxes were left out, the commonest reason first, each with one of them. */
export function reasons(skipped: readonly Skipped[]): string {
  const byReason = new Map<string, string[]>();
  for (const { file, why } of skipped) byReason.set(why, [...(byReason.get(why) ?? []), file]);
  const all = [...byReason].sort((a, b) => b[1].length - a[1].length);
  const lines = all
    .slice(0, REASONS_SHOWN)
    .map(([why, files]) => `${files.length} x ${why} (${path.basename(files[0] as string)})`);
  const rest = all.slice(REASONS_SHOWN);
  const more = rest.reduce((sum, [, files]) => sum + files.length, 0);
  if (more > 0) lines.push(`${more} more for ${rest.length} other reasons`);
  return lines.join('; ') || 'nothing in it was taken for one';
}
