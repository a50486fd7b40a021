import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { Box } from '../../lib/geometry.ts';
import { FACE_LABELS, type FaceLabel } from '../../lib/vision/labels.ts';
import { CORRECTIONS_FILE, correctLabels, readCorrections } from './corrections.ts';
import type { Split } from './split.ts';

/** A face that somebody marked in a photograph. */
export interface AnnotatedFace {
  readonly label: FaceLabel;
  /** Pixels of the upright photograph. */
  readonly box: Box;
}

interface Entry {
  /** Absolute path. */
  readonly file: string;
  /** Name of the data folder it stands in; with `name` the photograph's identity. */
  readonly dataset: string;
  /** Path inside the data folder. */
  readonly name: string;
  /**
   * What a split keeps in proportion. From the labels as they stand in the data: a correction must not
   * move photographs from one part to another.
   */
  readonly stratum: string;
  /** Of data that are split on disk, the part whose folder it lies in. */
  readonly part?: Split;
}
/** From a class folder: one label, for the main face. */
export interface LabelledPhotograph extends Entry {
  readonly kind: 'labelled';
  readonly label: FaceLabel;
}
/** With Pascal VOC boxes. */
export interface AnnotatedPhotograph extends Entry {
  readonly kind: 'annotated';
  /** Size that the boxes refer to, px. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly AnnotatedFace[];
}
export type DataPhotograph = LabelledPhotograph | AnnotatedPhotograph;

export interface Skipped {
  readonly file: string;
  readonly why: string;
}

export interface Dataset {
  readonly photographs: readonly DataPhotograph[];
  readonly skipped: readonly Skipped[];
}

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
 * right on the way (`corrections.ts`).
 * @throws Error for a folder that is missing or holds neither
 */
export async function readDatasets(
  folders: readonly string[],
  corrections = CORRECTIONS_FILE,
): Promise<Dataset> {
  const parts = await Promise.all(folders.map(readDataset));
  const photographs = parts.flatMap((part) => part.photographs);
  return {
    photographs: correctLabels(photographs, await readCorrections(corrections)),
    skipped: parts.flatMap((part) => part.skipped),
  };
}

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
  bndbox?: Record<'xmin' | 'ymin' | 'xmax' | 'ymax', unknown>;
}

const parser = new XMLParser({ isArray: (name) => name === 'object' });

/** The content of a Pascal VOC file. @throws Error naming what is wrong */
export function parseAnnotation(
  xml: string,
): Pick<AnnotatedPhotograph, 'width' | 'height' | 'faces'> & { filename: string } {
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
  const faces = (annotation?.object ?? []).map(({ name, bndbox }): AnnotatedFace => {
    const label = LABEL_NAMES[String(name)];
    if (!label) throw new Error(`unknown label ${String(name)}`);
    const [xmin, ymin, xmax, ymax] = [bndbox?.xmin, bndbox?.ymin, bndbox?.xmax, bndbox?.ymax].map(
      Number,
    ) as [number, number, number, number];
    const box = { x: xmin, y: ymin, width: xmax - xmin, height: ymax - ymin };
    if (!(box.width > 0 && box.height > 0)) throw new Error('a box without an area');
    return { label, box };
  });
  return { filename: String(filename), width, height, faces };
}
