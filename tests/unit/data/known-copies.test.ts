import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  COPIES_FILE,
  copyLines,
  knownPairs,
  SAME_PERSON_FILE,
} from '@/scripts/data/lists/known-copies';
import type { DataPhotograph } from '@/scripts/data/photograph';
import { listedByName } from '../../support/listed-by-name';
import { temporaryFolder } from '../../support/temporary-folder';

const photographs = ['a b.jpg', 'c.jpg', 'd.jpg'].map(
  (name): DataPhotograph => ({
    kind: 'labelled',
    file: `/data/set/${name}`,
    dataset: 'set',
    name,
    stratum: 'set with_mask',
    turn: 0,
    label: 'with_mask',
  }),
);

describe('known copies', () => {
  it('reads back the written pairs, including names with spaces', async () => {
    const file = path.join(await temporaryFolder(), 'copies.tsv');
    await writeFile(file, copyLines(photographs, [[0, 2]]));
    expect(await knownPairs(listedByName(photographs), file)).toEqual([[0, 2]]);
  });

  it('ignores pairs with a missing photograph', async () => {
    const file = path.join(await temporaryFolder(), 'copies.tsv');
    await writeFile(file, 'set/c.jpg\tset/gone.jpg\nset/c.jpg\tset/d.jpg\n');
    expect(await knownPairs(listedByName(photographs), file)).toEqual([[1, 2]]);
  });

  it.each([COPIES_FILE, SAME_PERSON_FILE])('has a list of the public sets: %s', async (file) => {
    expect(await knownPairs(listedByName([]), file)).toEqual([]);
  });
});
