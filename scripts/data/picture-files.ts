import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { looksLikePicture } from '../../lib/stills/picture-names.ts';
import { WrongUse } from '../support/wrong-use.ts';

export interface PictureFile {
  readonly file: string;
  /** Path inside the given folder, or the name of the given file. */
  readonly name: string;
}

/**
 * The picture files of some paths: a file itself, or every picture in a folder and its subfolders,
 * sorted.
 * @param wanted selects the files of a folder by name
 * @throws Error for a path that does not exist; WrongUse where no file is one
 */
export async function pictureFiles(
  paths: readonly string[],
  wanted: (name: string) => boolean = looksLikePicture,
): Promise<PictureFile[]> {
  const files: PictureFile[] = [];
  for (const given of paths) {
    const info = await stat(given).catch((cause) => {
      throw new Error(`${given} does not exist`, { cause });
    });
    if (!info.isDirectory()) files.push({ file: given, name: path.basename(given) });
    else {
      for await (const file of filesBelow(given, wanted)) {
        files.push({ file, name: path.relative(given, file) });
      }
    }
  }
  if (files.length === 0) {
    throw new WrongUse(`No picture in ${paths.join(', ')}: no file is named like one`);
  }
  return files;
}

async function* filesBelow(
  folder: string,
  wanted: (name: string) => boolean,
): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file, wanted);
    else if (wanted(entry.name)) yield file;
  }
}
