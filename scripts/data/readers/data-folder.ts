import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { looksLikePicture } from '../../../lib/stills/picture-names.ts';

/** What lies in a data folder. All names are relative to it, with `/` between, in order. */
export interface DataFolder {
  /** Absolute path. */
  readonly root: string;
  readonly files: readonly string[];
  /** Those of `files` that are named like pictures. */
  readonly pictures: readonly string[];
  /** All folders below, empty ones too. */
  readonly folders: readonly string[];
}

/** What systems leave in folders: macOS's companions (`._name.jpg`, `__MACOSX`) and other hidden files. */
const LEFT_BEHIND = /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini)$/i;

/**
 * Lists a folder to its ends, without what systems leave behind.
 * @throws Error where it cannot be read
 */
export async function listFolder(folder: string): Promise<DataFolder> {
  const root = path.resolve(folder);
  const files: string[] = [];
  const folders: string[] = [];
  const seen = new Set<string>();
  const walk = async (below: string): Promise<void> => {
    const here = path.join(root, below);
    // A link that leads back up must not be followed for ever.
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
