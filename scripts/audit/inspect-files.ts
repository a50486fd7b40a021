import path from 'node:path';
import sharp from 'sharp';
import { type PerceptualHash, perceptualHash } from '../data/duplicates.ts';
import type { DataPhotograph, Skipped } from '../data/photograph.ts';
import { progressBar } from '../support/progress.ts';

/** Facts about the content of a file, whatever its name. */
interface FileFacts {
  /** By content: jpeg, png, webp, …; null for an unknown format. */
  readonly format: string | null;
  /** Whether the name has the ending of another format. */
  readonly misnamed: boolean;
  /** Size of the upright photograph, px; 0 where unreadable. */
  readonly width: number;
  readonly height: number;
  /**
   * Properties that some readers mishandle: transparency, an EXIF turn, missing colour, animation.
   */
  readonly oddities: readonly ('alpha' | 'exif-rotation' | 'grey' | 'animated')[];
}

export interface InspectedPhotograph extends FileFacts {
  readonly photograph: DataPhotograph;
  /** Null for a file that cannot be decoded completely. */
  readonly hash: PerceptualHash | null;
  /** Why it cannot be used. */
  readonly unreadable?: string;
}

const ENDINGS: Readonly<Record<string, string>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  tif: 'tiff',
  tiff: 'tiff',
  avif: 'heif',
};

/** Facts about a file from its content. @throws Error for an unknown format */
async function fileFacts(file: string): Promise<FileFacts> {
  const { format, width, height, orientation, hasAlpha, channels, pages } =
    await sharp(file).metadata();
  const ending = path.extname(file).slice(1).toLowerCase();
  const turned = (orientation ?? 1) >= 5;
  const odd = {
    alpha: hasAlpha,
    'exif-rotation': (orientation ?? 1) > 1,
    grey: channels < 3,
    animated: (pages ?? 1) > 1,
  };
  return {
    format,
    misnamed: (ENDINGS[ending] ?? ending) !== format,
    width: turned ? height : width,
    height: turned ? width : height,
    oddities: (Object.keys(odd) as (keyof typeof odd)[]).filter((name) => odd[name]),
  };
}

/** Examines every photograph. A broken one gets a description instead of an error. */
export async function inspectFiles(
  photographs: readonly DataPhotograph[],
): Promise<InspectedPhotograph[]> {
  const progress = progressBar('Looking into files', photographs.length);
  const inspected: InspectedPhotograph[] = [];
  for (const photograph of photographs) {
    inspected.push(await inspectFile(photograph));
    progress.step();
  }
  progress.end();
  return inspected;
}

async function inspectFile(photograph: DataPhotograph): Promise<InspectedPhotograph> {
  const unknown: FileFacts = { format: null, misnamed: false, width: 0, height: 0, oddities: [] };
  const facts = await fileFacts(photograph.file).catch(() => unknown);
  try {
    return { photograph, ...facts, hash: await perceptualHash(photograph.file) };
  } catch (error) {
    return { photograph, ...facts, hash: null, unreadable: firstLine(error) };
  }
}

/** Files that are not taken as photographs, with their format by content. */
export async function inspectSkipped(
  skipped: readonly Skipped[],
): Promise<(Skipped & { format: string | null })[]> {
  return Promise.all(
    skipped.map(async (entry) => {
      const facts = await fileFacts(entry.file).catch(() => null);
      return { ...entry, format: facts?.format ?? null };
    }),
  );
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
