import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

const PICTURE = /\.(jpe?g|png|webp|avif|gif|bmp|tiff?|heic)$/i;

/**
 * Files to look at: each path itself, or every picture below it where it is a folder, in order.
 * @throws Error for a path that does not exist
 */
export async function* pictureFiles(paths: readonly string[]): AsyncGenerator<string> {
  for (const given of paths) {
    const info = await stat(given).catch((cause) => {
      throw new Error(`${given} does not exist`, { cause });
    });
    if (!info.isDirectory()) yield given;
    else yield* picturesBelow(given);
  }
}

async function* picturesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* picturesBelow(file);
    else if (PICTURE.test(entry.name)) yield file;
  }
}
