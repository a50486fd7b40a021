import path from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** Finds the file that another one speaks of, a picture by its annotation. */
interface FileIndex {
  /**
   * @param named name of the picture in the annotation: its ending may differ or be missing, and
   * its path may be one of the annotator's machine
   * @param near path of the annotation: the picture nearest to it is taken where several have the
   * name
   * @returns the path inside the data folder
   */
  find(named: string, near: string): string | undefined;
}

export function indexPictures({ pictures }: DataFolder): FileIndex {
  return indexFiles(pictures);
}

export function indexFiles(names: readonly string[]): FileIndex {
  const byStem = new Map<string, string[]>();
  for (const name of names) {
    const key = stemOf(path.posix.basename(name));
    byStem.set(key, [...(byStem.get(key) ?? []), name]);
  }
  return {
    find(named, near) {
      const base = fileName(named);
      // A name without an ending may still contain a dot.
      const candidates = byStem.get(stemOf(base)) ?? byStem.get(base.toLowerCase()) ?? [];
      const foldersNamed = named.split(/[\\/]/).slice(0, -1);
      const rank = (name: string) => [
        path.posix.basename(name) === base ? 1 : 0,
        sharedAtEnd(name.split('/').slice(0, -1), foldersNamed),
        sharedFolders(name, near),
      ];
      return [...candidates].sort((a, b) => compare(rank(b), rank(a)))[0];
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

/** Number of leading folders that two paths share. */
function sharedFolders(a: string, b: string): number {
  const [x, y] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  let shared = 0;
  while (shared < x.length && x[shared] === y[shared]) shared++;
  return shared;
}

/** Folders at the end that two paths have in common. */
function sharedAtEnd(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  while (shared < a.length && a.at(-1 - shared) === b.at(-1 - shared)) shared++;
  return shared;
}

/** The first number that differs decides. */
function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((value, i) => value - (b[i] as number)).find((difference) => difference !== 0) ?? 0;
}
