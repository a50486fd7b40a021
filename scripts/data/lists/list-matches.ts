import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CORRECTIONS_FILE } from './corrections.ts';
import { COPIES_FILE, SAME_PERSON_FILE } from './known-copies.ts';
import { LEFT_OUT_FILE } from './left-out-faces.ts';
import type { ListedPhotographs } from './listed-photographs.ts';
import { WORN_HOW_FILE } from './worn-how.ts';

/** The lists, each with the number of leading columns that name photographs. */
const LISTS = [
  { file: COPIES_FILE, names: 2, header: 0 },
  { file: SAME_PERSON_FILE, names: 2, header: 0 },
  { file: CORRECTIONS_FILE, names: 1, header: 1 },
  { file: LEFT_OUT_FILE, names: 1, header: 1 },
  { file: WORN_HOW_FILE, names: 1, header: 1 },
] as const;

/** The photographs that each line names, by list. */
async function namesOnLists(): Promise<{ file: string; lines: string[][] }[]> {
  return Promise.all(
    LISTS.map(async ({ file, names, header }) => {
      const lines = (await readFile(file, 'utf8')).split('\n').slice(header);
      const filled = lines.filter((line) => line !== '');
      return { file, lines: filled.map((line) => line.split('\t').slice(0, names)) };
    }),
  );
}

/** Every photograph that a list names, once, in sorted order. */
export async function listedNames(): Promise<string[]> {
  const names = (await namesOnLists()).flatMap(({ lines }) => lines.flat());
  return [...new Set(names)].sort();
}

/** How many photographs of each list are present, as a line for people. */
export async function formatListMatches(listed: ListedPhotographs): Promise<string> {
  const counts = (await namesOnLists()).map(({ file, lines }) => ({
    name: path.basename(file),
    all: lines.length,
    found: lines.filter((names) => names.every((name) => listed.indicesOf(name).length > 0)).length,
  }));
  if (counts.every(({ found }) => found === 0)) {
    return 'The lists of copies, persons, corrections and left-out faces name none of these photographs';
  }
  const parts = counts.map(({ name, all, found }) => `${found} of ${all} in ${name}`);
  return `Lines of the lists that speak of these photographs: ${parts.join(', ')}`;
}
