import path from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** Finds the picture that an annotation speaks of. */
export interface PictureIndex {
  /**
   * @param named the picture's name as the annotation gives it: it may have another ending or none, or lead
   * to a folder of the annotator's machine
   * @param near path of the annotation: of several pictures of a name, the one nearest to it counts
   * @returns its path inside the data folder
   */
  find(named: string, near: string): string | undefined;
}

export function indexPictures({ pictures }: DataFolder): PictureIndex {
  const byStem = new Map<string, string[]>();
  for (const picture of pictures) {
    const key = stemOf(path.posix.basename(picture));
    byStem.set(key, [...(byStem.get(key) ?? []), picture]);
  }
  return {
    find(named, near) {
      const base = fileName(named);
      // A name may lack its ending and hold a dot all the same.
      const candidates = byStem.get(stemOf(base)) ?? byStem.get(base.toLowerCase()) ?? [];
      const rank = (picture: string) =>
        (path.posix.basename(picture) === base ? 1000 : 0) + sharedFolders(picture, near);
      return [...candidates].sort((a, b) => rank(b) - rank(a))[0];
    },
  };
}

/** The last part of a path of any system, without the query of an address. */
export function fileName(named: string): string {
  return (named.trim().split(/[\\/]/).at(-1) ?? '').normalize('NFC');
}

function stemOf(base: string): string {
  return base
    .normalize('NFC')
    .replace(/\.[^.]*$/, '')
    .toLowerCase();
}

/** Folders at the start that two paths have in common. */
function sharedFolders(a: string, b: string): number {
  const [x, y] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  let shared = 0;
  while (shared < x.length && x[shared] === y[shared]) shared++;
  return shared;
}
