import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { MaskGateError } from '../../../lib/errors.ts';
import { type AddressLimits, openFetcher, tooLarge } from './fetch-picture.ts';

/** Where the pictures of a list that came from elsewhere may lie. */
export interface PictureSource extends AddressLimits {
  /** Names are paths below this folder, or http(s) addresses. */
  readonly folder: string;
}

/** A picture as a decoder takes it: a path or its bytes. */
export type LoadPicture = (name: string) => Promise<string | Buffer>;

const ADDRESS = /^https?:\/\//i;

/**
 * Finds pictures by their names, within the limits of the source.
 * @returns a function that throws MaskGateError `image-unreadable` or `image-too-large`
 */
export function openSource(source: PictureSource): LoadPicture {
  const fetchPicture = openFetcher(source);
  return (name) => (ADDRESS.test(name) ? fetchPicture(name) : fileBelow(source, name));
}

/** The path of a file that lies below the folder, also when all links are followed. */
async function fileBelow({ folder, mostBytes }: PictureSource, name: string): Promise<string> {
  try {
    const [root, file] = await Promise.all([
      realpath(folder),
      realpath(path.resolve(folder, name)),
    ]);
    const below = path.relative(root, file);
    if (below === '..' || below.startsWith(`..${path.sep}`) || path.isAbsolute(below)) {
      throw new MaskGateError('image-unreadable', `The file lies outside ${folder}`);
    }
    const info = await stat(file);
    // A pipe or a device could be read for ever.
    if (!info.isFile()) throw new MaskGateError('image-unreadable', 'This is no file');
    if (info.size > mostBytes) throw tooLarge(mostBytes);
    return file;
  } catch (error) {
    if (error instanceof MaskGateError) throw error;
    throw new MaskGateError('image-unreadable', String(error), { cause: error });
  }
}
