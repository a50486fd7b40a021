import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { looksLikePicture } from '../../lib/stills/picture-names.ts';
import { WrongUse } from '../support/options.ts';

export interface PictureFile {
  readonly file: string;
  /** Path inside the given folder, or the name of the given file. */
  readonly name: string;
}

/**
 * The picture files of some paths: a file itself, or every picture in a folder and its subfolders,
 * sorted.
 * @throws Error for a path that does not exist; WrongUse where no file is a picture
 */
export async function pictureFiles(paths: readonly string[]): Promise<PictureFile[]> {
  const files: PictureFile[] = [];
  for (const given of paths) {
    const info = await stat(given).catch((cause) => {
      throw new Error(`${given} does not exist`, { cause });
    });
    if (!info.isDirectory()) files.push({ file: given, name: path.basename(given) });
    else {
      for await (const file of picturesBelow(given)) {
        files.push({ file, name: path.relative(given, file) });
      }
    }
  }
  if (files.length === 0) {
    throw new WrongUse(`No picture in ${paths.join(', ')}: no file is named like one`);
  }
  return files;
}

async function* picturesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* picturesBelow(file);
    else if (looksLikePicture(entry.name)) yield file;
  }
}
