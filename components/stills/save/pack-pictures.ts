import type { Messages } from '@/lib/i18n/messages';
import { openPicture, toBlob } from '@/lib/stills/decode-file';
import type { ImageFormat } from '@/lib/stills/image-formats';
import { inspectImage } from '@/lib/stills/inspect-image';
import { flatName, toPascalVoc } from '@/lib/stills/pascal-voc';
import { uniqueNames } from '@/lib/stills/picture-names';
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
  /** Called once for each archive; there are several where one would be too large. */
  readonly save: (archive: Blob) => void;
}

/** Beyond it another archive is begun, bytes: browsers hold an archive in memory until it is saved. */
const LARGEST_ARCHIVE = 1e9;
/** Photographs with boxes: as PNG a thousand would be tens of gigabytes. */
const JPEG_QUALITY = 0.92;

/** Formats that the training reads as they are. */
const TRAINING_FORMATS: readonly ImageFormat[] = ['jpeg', 'png', 'webp', 'gif', 'avif'];

/** The pictures with their boxes, each in its folder, made again one after the other. */
export function packAnnotated(
  pictures: readonly PackedPicture[],
  messages: Messages,
  options: PackOptions,
): Promise<void> {
  const unique = uniqueNames();
  return pack(pictures, options, async ({ file, still }, archive) => {
    const canvas = document.createElement('canvas');
    await drawAnnotated(canvas, file, still, messages);
    const picture = await toBlob(canvas, 'image/jpeg', JPEG_QUALITY);
    archive.add(unique(annotatedName(still.file, 'jpg')), await bytesOf(picture));
  });
}

/** The pictures as they are and their annotations: a data folder for `npm run train`. */
export function packCorrections(
  pictures: readonly PackedPicture[],
  options: PackOptions,
): Promise<void> {
  const [unique, uniqueAnnotation] = [uniqueNames(), uniqueNames()];
  return pack(pictures, options, async ({ file, still }, archive) => {
    const { bytes, name } = await forTraining(file, flatName(still.file));
    const filename = unique(name);
    // `a.jpg` and `a.png` may stand side by side.
    const annotation = uniqueAnnotation(`${filename.replace(/\.[^.]*$/, '')}.xml`);
    archive.add(`JPEGImages/${filename}`, bytes);
    archive.add(
      `Annotations/${annotation}`,
      new TextEncoder().encode(toPascalVoc(filename, still)),
    );
  });
}

async function pack(
  pictures: readonly PackedPicture[],
  { signal, onProgress, save }: PackOptions,
  add: (picture: PackedPicture, archive: ZipArchive) => Promise<void>,
): Promise<void> {
  let archive = new ZipArchive();
  for (const [i, picture] of pictures.entries()) {
    if (signal.aborted) return;
    if (archive.bytes > LARGEST_ARCHIVE) {
      save(archive.finish());
      archive = new ZipArchive();
    }
    await add(picture, archive);
    onProgress(i + 1);
  }
  if (!signal.aborted) save(archive.finish());
}

/** What the training cannot read is saved anew as JPEG, upright. */
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
