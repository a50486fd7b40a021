import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Box } from '../../lib/geometry.ts';
import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';
import { CORRECTIONS_FILE, correctLabels, readCorrections } from './corrections.ts';
import { addLeftOutFaces, LEFT_OUT_FILE, readLeftOutFaces } from './left-out-faces.ts';
import type { AnnotatedFace, AnnotatedPhotograph, Dataset, LabelledPhotograph, Skipped } from './photograph.ts';
import type { Split } from './split.ts';

/** Folders of data that are split on disk, as the notes' were. */
const PART_FOLDERS: Readonly<Record<string, Split>> = {
  train: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  test: 'test',
};

/** Names that the public sets use for our labels. */
const LABEL_NAMES: Readonly<Record<string, FaceLabel>> = {
  with_mask: 'with_mask',
  without_mask: 'without_mask',
  incorrect_mask: 'incorrect_mask',
  with_incorrect_mask: 'incorrect_mask',
  mask_weared_incorrect: 'incorrect_mask',
};

const IMAGE_FILE = /\.(jpe?g|png|webp|bmp|gif|avif|tiff?)$/i;

/**
 * Reads data folders: Pascal VOC where a folder has `Annotations`, class folders otherwise; either may
 * stand below `train`, `validation` and `test`. Files
 * that do not fit are listed with the reason and never stop a run. Labels on record as wrong are put
 * right on the way (`corrections.ts`), and faces that annotators left out are added (`left-out-faces.ts`).
 * @param add further folders, dealt to the parts after the first ones (see `turn`)
 * @throws Error for a folder that is missing or holds neither
 */
export async function readDatasets(
  folders: readonly string[],
  add: readonly string[] = [],
  { corrections, leftOut }: typeof LISTS = LISTS,
): Promise<Dataset> {
  const parts = await Promise.all([...folders, ...add].map(readDataset));
  const photographs = parts.flatMap((part, i) => {
    const turn = Math.max(0, i - folders.length + 1);
    return part.photographs.map((photograph) => ({ ...photograph, turn }));
  });
  const corrected = correctLabels(photographs, await readCorrections(corrections));
  return {
    photographs: addLeftOutFaces(corrected, await readLeftOutFaces(leftOut)),
    skipped: parts.flatMap((part) => part.skipped),
  };
}

const LISTS = { corrections: CORRECTIONS_FILE, leftOut: LEFT_OUT_FILE };

async function readDataset(folder: string): Promise<Dataset> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause) => {
    throw new Error(`The data folder ${folder} cannot be read`, { cause });
  });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (folders.includes('Annotations')) return readPascalVoc(folder);
  if (folders.includes('train')) return readParts(folder, folders);
  const classFolders = folders.filter((name) => name in LABEL_NAMES).sort();
  if (classFolders.length > 0) return readClassFolders(folder, classFolders);
  throw new Error(
    `${folder} holds neither Annotations (Pascal VOC) nor class folders ` +
      `(${Object.keys(LABEL_NAMES).join(', ')})`,
  );
}

/** Data that are split on disk: each part is a data folder of its own. */
async function readParts(folder: string, folders: readonly string[]): Promise<Dataset> {
  const dataset = path.basename(path.resolve(folder));
  const parts = await Promise.all(
    folders
      .filter((name) => name in PART_FOLDERS)
      .map(async (name) => {
        const { photographs, skipped } = await readDataset(path.join(folder, name));
        const inPart = photographs.map((p) => ({
          ...p,
          dataset,
          name: `${name}/${p.name}`,
          stratum: p.stratum.replace(p.dataset, dataset),
          part: PART_FOLDERS[name] as Split,
        }));
        return { photographs: inPart, skipped };
      }),
  );
  return {
    photographs: parts.flatMap((part) => part.photographs),
    skipped: parts.flatMap((part) => part.skipped),
  };
}

async function readClassFolders(folder: string, classFolders: readonly string[]): Promise<Dataset> {
  const dataset = path.basename(path.resolve(folder));
  const photographs: LabelledPhotograph[] = [];
  const skipped: Skipped[] = [];
  for (const classFolder of classFolders) {
    for (const name of (await readdir(path.join(folder, classFolder))).sort()) {
      const file = path.resolve(folder, classFolder, name);
      if (IMAGE_FILE.test(name)) {
        const label = LABEL_NAMES[classFolder] as FaceLabel;
        photographs.push({
          kind: 'labelled',
          file,
          dataset,
          name: `${classFolder}/${name}`,
          label,
          stratum: stratumOf(dataset, [label]),
          turn: 0,
        });
      } else {
        skipped.push({ file, why: 'not named like a picture' });
      }
    }
  }
  return { photographs, skipped };
}

async function readPascalVoc(folder: string): Promise<Dataset> {
  const dataset = path.basename(path.resolve(folder));
  const photographs: AnnotatedPhotograph[] = [];
  const skipped: Skipped[] = [];
  for (const name of (await readdir(path.join(folder, 'Annotations'))).sort()) {
    const annotation = path.resolve(folder, 'Annotations', name);
    if (!/\.xml$/i.test(name)) {
      skipped.push({ file: annotation, why: 'not an annotation' });
      continue;
    }
    try {
      const { filename, ...rest } = parseAnnotation(await readFile(annotation, 'utf8'));
      const file = path.resolve(folder, 'JPEGImages', path.basename(filename));
      await stat(file);
      photographs.push({
        kind: 'annotated',
        file,
        dataset,
        name: `JPEGImages/${path.basename(filename)}`,
        ...rest,
        stratum: stratumOf(
          dataset,
          rest.faces.map(({ label }) => label),
        ),
        turn: 0,
      });
    } catch (error) {
      skipped.push({ file: annotation, why: (error as Error).message });
    }
  }
  return { photographs, skipped };
}

/** Of a photograph with several faces, the rarest label counts. */
function stratumOf(dataset: string, labels: readonly FaceLabel[]): string {
  const rarest = [...FACE_LABELS].reverse().find((label) => labels.includes(label)) ?? 'none';
  return `${dataset} ${rarest}`;
}

interface VocObject {
  name?: unknown;
  difficult?: unknown;
  bndbox?: Record<'xmin' | 'ymin' | 'xmax' | 'ymax', unknown>;
}

const parser = new XMLParser({ isArray: (name) => name === 'object' });

/**
 * The content of a Pascal VOC file; what it calls difficult is ignored, whatever its name.
 * @throws Error naming what is wrong
 */
export function parseAnnotation(xml: string): Pick<
  AnnotatedPhotograph,
  'width' | 'height' | 'faces' | 'unlabelled' | 'ignored'
> & {
  filename: string;
} {
  const { annotation } = parser.parse(xml) as {
    annotation?: {
      filename?: unknown;
      size?: { width?: unknown; height?: unknown };
      object?: VocObject[];
    };
  };
  const filename = annotation?.filename;
  const width = Number(annotation?.size?.width);
  const height = Number(annotation?.size?.height);
  if (filename === undefined) throw new Error('annotation without a file name');
  if (!(width > 0 && height > 0)) throw new Error('annotation without a size');
  const objects = annotation?.object ?? [];
  const isDifficult = ({ difficult }: VocObject) => Number(difficult) === 1;
  const faces = objects
    .filter((object) => !isDifficult(object))
    .map(({ name, bndbox }): AnnotatedFace => {
      const label = LABEL_NAMES[String(name)];
      if (!label) throw new Error(`unknown label ${String(name)}`);
      return { label, box: boxOf(bndbox) };
    });
  const ignored = objects.filter(isDifficult).map(({ bndbox }) => boxOf(bndbox));
  return { filename: String(filename), width, height, faces, unlabelled: [], ignored };
}

/** @throws Error for one without an area */
function boxOf(bounds: VocObject['bndbox']): Box {
  const [xmin, ymin, xmax, ymax] = [bounds?.xmin, bounds?.ymin, bounds?.xmax, bounds?.ymax].map(
    Number,
  ) as [number, number, number, number];
  const box = { x: xmin, y: ymin, width: xmax - xmin, height: ymax - ymin };
  if (!(box.width > 0 && box.height > 0)) throw new Error('a box without an area');
  return box;
}
