import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { looksLikePicture } from '../../../lib/stills/picture-names.ts';

/** The content of a data folder. All names are relative to it, separated by `/` and sorted. */
export interface DataFolder {
  /** Absolute path. */
  readonly root: string;
  readonly files: readonly string[];
  /** Those of `files` with the name of a picture. */
  readonly pictures: readonly string[];
  /** All subfolders, including empty ones. */
  readonly folders: readonly string[];
}

/**
 * Files that systems leave in folders: companions of macOS (`._name.jpg`, `__MACOSX`) and other
 * hidden files.
 */
const LEFT_BEHIND = /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini)$/i;

/**
 * Lists a folder and its subfolders, without the files that systems leave.
 * @throws Error where it cannot be read
 */
export async function listFolder(folder: string): Promise<DataFolder> {
  const root = path.resolve(folder);
  const files: string[] = [];
  const folders: string[] = [];
  const seen = new Set<string>();
  const walk = async (below: string): Promise<void> => {
    const here = path.join(root, below);
    // A link to a folder above would never end.
    const real = await realpath(here);
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await readdir(here, { withFileTypes: true })) {
      if (LEFT_BEHIND.test(entry.name)) continue;
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      const kind = entry.isSymbolicLink()
        ? await stat(path.join(root, name)).catch(() => null)
        : entry;
      if (kind?.isDirectory()) {
        folders.push(name);
        await walk(name);
      } else if (kind?.isFile()) files.push(name);
    }
  };
  await walk('').catch((cause) => {
    throw new Error(`The data folder ${folder} cannot be read`, { cause });
  });
  files.sort();
  folders.sort();
  return { root, files, folders, pictures: files.filter(looksLikePicture) };
}
