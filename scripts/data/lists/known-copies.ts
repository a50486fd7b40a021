import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { DataPhotograph } from '../photograph.ts';
import type { ListedPhotographs } from './listed-photographs.ts';

/** Two photographs, by index, that belong together. */
export type PhotographPair = readonly [number, number];

/**
 * Pairs of photographs of the public sets that show one shot of a face, mirrored, turned or cropped
 * otherwise: two names a line, `data set/path inside it`, tab between. `npm run audit -- --faces` finds
 * them, which takes minutes, and writes such a list.
 */
export const COPIES_FILE = fileURLToPath(new URL('../../lists/copied-faces.tsv', import.meta.url));

/**
 * Pairs of photographs that show one person, in the same form; a chain of pairs for a person of several.
 * Not copies: each is a sample of its own, but all belong to one part of a split.
 */
export const SAME_PERSON_FILE = fileURLToPath(
  new URL('../../lists/same-person.tsv', import.meta.url),
);

/** The pairs of such a list of which both are among the photographs, by index. */
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

/** The lines of such a list. */
export function copyLines(
  photographs: readonly DataPhotograph[],
  pairs: readonly PhotographPair[],
): string {
  const name = (i: number) => `${photographs[i]?.dataset}/${photographs[i]?.name}`;
  return pairs.map(([a, b]) => `${name(a)}\t${name(b)}\n`).join('');
}
