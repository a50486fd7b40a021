import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addWornWays, readWornHow, WORN_HOW_FILE } from '@/scripts/data/lists/worn-how';
import type { AnnotatedPhotograph } from '@/scripts/data/photograph';
import { listedByName } from '../../support/listed-by-name';
import { temporaryFolder } from '../../support/temporary-folder';

const HEADER = 'file\tx,y,width,height\thow\n';

async function listOf(lines: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'list.tsv');
  await writeFile(file, HEADER + lines);
  return file;
}

const box = (x: number) => ({ x, y: 2, width: 30, height: 40 });
const PHOTOGRAPH: AnnotatedPhotograph = {
  kind: 'annotated',
  file: '/data/street/JPEGImages/a.jpg',
  dataset: 'street',
  name: 'JPEGImages/a.jpg',
  stratum: 'street incorrect_mask',
  turn: 0,
  width: 200,
  height: 100,
  faces: [
    { label: 'incorrect_mask', box: box(1) },
    { label: 'incorrect_mask', box: box(41) },
    { label: 'with_mask', box: box(81) },
  ],
  unlabelled: [],
  ignored: [],
};

describe('readWornHow', () => {
  it('reads the list that comes with the project', async () => {
    const ways = [...(await readWornHow(WORN_HOW_FILE)).values()].flat().map(({ way }) => way);
    expect(ways.filter((way) => way === 'nose_uncovered').length).toBeGreaterThan(100);
    expect(ways.filter((way) => way === 'under_chin').length).toBeGreaterThan(50);
  });

  it('names a line with an unknown value', async () => {
    const file = await listOf('a\t1,2,3,4\tunclear\na\t1,2,3,5\tsideways\n');
    await expect(readWornHow(file)).rejects.toThrow(/line 3/);
  });
});

describe('addWornWays', () => {
  it('adds the way to the listed face only, and only if its label is incorrect_mask', async () => {
    const name = 'street/JPEGImages/a.jpg';
    const file = await listOf(
      `${name}\t1,2,30,40\tunder_chin\n${name}\t41,2,30,40\tunclear\n${name}\t81,2,30,40\tnose_uncovered\n`,
    );
    const [photograph] = addWornWays(
      [PHOTOGRAPH],
      await readWornHow(file),
      listedByName([PHOTOGRAPH]),
    );
    const faces = photograph?.kind === 'annotated' ? photograph.faces : [];
    expect(faces.map(({ way }) => way)).toEqual(['under_chin', undefined, undefined]);
  });
});
