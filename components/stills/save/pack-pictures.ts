import type { Messages } from '@/lib/i18n/messages';
import { openPicture, toBlob } from '@/lib/stills/decode-file';
import type { ImageFormat } from '@/lib/stills/image-formats';
import { inspectImage } from '@/lib/stills/inspect-image';
import { toPascalVoc } from '@/lib/stills/pascal-voc';
import { flatName, safePath, uniqueNames } from '@/lib/stills/picture-names';
import type { JudgedStill } from '@/lib/stills/still-result';
import { ZipArchive } from '@/lib/stills/zip-archive';
import { drawAnnotated } from '../zoom/annotated-picture';
import { annotatedName } from './save-names';

export interface PackedPicture {
  readonly file: File;
  readonly still: JudgedStill;
}

export interface PackOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Receives each archive. There are several where one would be too large. */
  readonly save: (archive: Blob) => void;
}

/** A picture that is missing in the archives. */
export interface LeftOutPicture {
  /** As in its result. */
  readonly file: string;
  readonly error: unknown;
}

/** A file in an archive. */
interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Size at which another archive begins, bytes: browsers hold an archive in memory until it is
 * saved.
 */
const LARGEST_ARCHIVE_BYTES = 1e9;
/** For photographs with boxes: as PNG, a thousand would take tens of gigabytes. */
const JPEG_QUALITY = 0.92;

/** Formats that the training reads unchanged. */
const TRAINING_FORMATS: readonly ImageFormat[] = ['jpeg', 'png', 'webp', 'gif', 'avif'];

/**
 * Packs the pictures with their boxes in their folders, drawn again one after the other.
 * @returns the pictures that could not be drawn, e.g. because their file was moved
 */
export function packAnnotated(
  pictures: readonly PackedPicture[],
  messages: Messages,
  options: PackOptions,
): Promise<LeftOutPicture[]> {
  const unique = uniqueNames();
  return pack(pictures, options, async ({ file, still }) => {
    const canvas = document.createElement('canvas');
    await drawAnnotated(canvas, file, still, messages);
    const picture = await toBlob(canvas, 'image/jpeg', JPEG_QUALITY);
    const bytes = await bytesOf(picture);
    return [{ name: unique(annotatedName(safePath(still.file), 'jpg')), bytes }];
  });
}

/**
 * Packs the unchanged pictures and their annotations: a data folder for `npm run train`. @returns
 * as above
 */
export function packCorrections(
  pictures: readonly PackedPicture[],
  options: PackOptions,
): Promise<LeftOutPicture[]> {
  const [unique, uniqueAnnotation] = [uniqueNames(), uniqueNames()];
  return pack(pictures, options, async ({ file, still }) => {
    const { bytes, name } = await forTraining(file, flatName(still.file));
    const filename = unique(name);
    // `a.jpg` and `a.png` may be in one folder.
    const annotation = uniqueAnnotation(`${filename.replace(/\.[^.]*$/, '')}.xml`);
    const xml = new TextEncoder().encode(toPascalVoc(filename, still));
    return [
      { name: `JPEGImages/${filename}`, bytes },
      { name: `Annotations/${annotation}`, bytes: xml },
    ];
  });
}

/** @throws Error where no picture can be packed, or the archive fails */
async function pack(
  pictures: readonly PackedPicture[],
  { signal, onProgress, save }: PackOptions,
  make: (picture: PackedPicture) => Promise<Entry[]>,
): Promise<LeftOutPicture[]> {
  const leftOut: LeftOutPicture[] = [];
  let archive = new ZipArchive();
  for (const [i, picture] of pictures.entries()) {
    if (signal.aborted) return [];
    if (archive.bytes > LARGEST_ARCHIVE_BYTES) {
      save(archive.finish());
      archive = new ZipArchive();
    }
    const entries = await make(picture).catch((error: unknown) => {
      leftOut.push({ file: picture.still.file, error });
      return [];
    });
    for (const { name, bytes } of entries) archive.add(name, bytes);
    onProgress(i + 1);
  }
  if (signal.aborted) return [];
  if (leftOut.length === pictures.length) {
    throw new Error('No picture could be packed', { cause: leftOut[0]?.error });
  }
  save(archive.finish());
  return leftOut;
}

/** Formats that the training cannot read are converted to upright JPEG. */
async function forTraining(file: File, name: string) {
  const bytes = await bytesOf(file);
  if (TRAINING_FORMATS.includes(inspectImage(bytes).format)) return { bytes, name };
  const bitmap = await openPicture(file);
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const jpeg = await toBlob(canvas, 'image/jpeg', JPEG_QUALITY);
  return { bytes: await bytesOf(jpeg), name: `${name.replace(/\.[^.]*$/, '')}.jpg` };
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}
