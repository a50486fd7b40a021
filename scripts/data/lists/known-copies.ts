import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DataPhotograph } from '../photograph.ts';
import type { ListedPhotographs } from './listed-photographs.ts';

/** Two photographs, by index, that belong together. */
export type PhotographPair = readonly [number, number];

/**
 * Pairs of photographs of the public sets that show the same shot of a face, mirrored, rotated or
 * cropped differently. Each line has two names, `data set/path inside it`, separated by a tab. `npm
 * run audit -- --faces` finds them in minutes and writes the list.
 */
export const COPIES_FILE = fileURLToPath(new URL('../../lists/copied-faces.tsv', import.meta.url));

/**
 * Pairs of photographs that show one person, in the same form. Several photographs of a person form
 * a chain of pairs. They are not copies: each is a sample of its own, but all belong to one part of
 * a split.
 */
export const SAME_PERSON_FILE = fileURLToPath(
  new URL('../../lists/same-person.tsv', import.meta.url),
);

/** The pairs of a list for which both photographs are present, by index. */
export async function knownPairs(
  listed: ListedPhotographs,
  file: string,
): Promise<PhotographPair[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line): PhotographPair[] => {
    const [a = [], b = []] = line.split('\t').map((name) => listed.indicesOf(name));
    return a.flatMap((i) => b.flatMap((j): PhotographPair[] => (i === j ? [] : [[i, j]])));
  });
}

/** The lines of a list. */
export function copyLines(
  photographs: readonly DataPhotograph[],
  pairs: readonly PhotographPair[],
): string {
  const name = (i: number) => `${photographs[i]?.dataset}/${photographs[i]?.name}`;
  return pairs.map(([a, b]) => `${name(a)}\t${name(b)}\n`).join('');
}
