import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { PhotographPair } from './copied-faces.ts';
import type { DataPhotograph } from './photograph.ts';

/**
 * Pairs of photographs of the public sets that show one shot of a face, mirrored, turned or cropped
 * otherwise: two names a line, `data set/path inside it`, tab between. `npm run audit -- --faces` finds
 * them, which takes minutes, and writes such a list.
 */
export const COPIES_FILE = fileURLToPath(new URL('../lists/copied-faces.tsv', import.meta.url));

/**
 * Pairs of photographs that show one person, in the same form; a chain of pairs for a person of several.
 * Not copies: each is a sample of its own, but all belong to one part of a split.
 */
export const SAME_PERSON_FILE = fileURLToPath(new URL('../lists/same-person.tsv', import.meta.url));

/** The pairs of such a list of which both are among the photographs, by index. */
export async function knownPairs(
  photographs: readonly DataPhotograph[],
  file: string,
): Promise<PhotographPair[]> {
  const index = new Map(photographs.map(({ dataset, name }, i) => [`${dataset}/${name}`, i]));
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line): PhotographPair[] => {
    const [a, b] = line.split('\t').map((name) => index.get(name));
    return a === undefined || b === undefined ? [] : [[a, b]];
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
