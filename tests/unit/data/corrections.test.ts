import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORRECTIONS_FILE, correctLabels, readCorrections } from '@/scripts/data/lists/corrections';
import type { DataPhotograph } from '@/scripts/data/photograph';
import { listedByName } from '../../support/listed-by-name';
import { temporaryFolder } from '../../support/temporary-folder';

const box = { x: 10, y: 20, width: 30, height: 40 };
const street: DataPhotograph = {
  kind: 'annotated',
  file: '/data/street/JPEGImages/a.jpg',
  dataset: 'street',
  name: 'JPEGImages/a.jpg',
  stratum: 'street without_mask',
  width: 100,
  height: 100,
  faces: [
    { label: 'without_mask', box },
    { label: 'without_mask', box: { ...box, x: 60 } },
  ],
  unlabelled: [],
  ignored: [],
  turn: 0,
};
const portrait: DataPhotograph = {
  kind: 'labelled',
  file: '/data/folders/with_mask/b.jpg',
  dataset: 'folders',
  name: 'with_mask/b.jpg',
  stratum: 'folders with_mask',
  turn: 0,
  label: 'with_mask',
};

async function listOf(...lines: string[]): Promise<string> {
  const file = path.join(await temporaryFolder(), 'corrections.tsv');
  await writeFile(file, ['file\tx,y,width,height\tlabel\tcorrect', ...lines, ''].join('\n'));
  return file;
}

describe('corrections', () => {
  it('change the named face and no other', async () => {
    const line = 'street/JPEGImages/a.jpg\t10,20,30,40\twithout_mask\tincorrect_mask';
    const corrections = await readCorrections(await listOf(line));
    const [changed] = correctLabels([street], corrections, listedByName([street]));
    const labels = changed?.kind === 'annotated' && changed.faces.map(({ label }) => label);
    expect(labels).toEqual(['incorrect_mask', 'without_mask']);
  });

  it('remove a box or a whole photograph that shows no face', async () => {
    const file = await listOf(
      'street/JPEGImages/a.jpg\t60,20,30,40\twithout_mask\tnone',
      'folders/with_mask/b.jpg\t\twith_mask\tnone',
    );
    const both = [street, portrait];
    const changed = correctLabels(both, await readCorrections(file), listedByName(both));
    expect(changed[1]).toBeNull();
    expect(changed[0]?.kind === 'annotated' && changed[0].faces).toHaveLength(1);
  });

  it('are ignored where the data have changed', async () => {
    const file = await listOf(
      'street/JPEGImages/a.jpg\t10,20,30,40\twith_mask\tincorrect_mask',
      'folders/with_mask/b.jpg\t\twithout_mask\tincorrect_mask',
      'folders/with_mask/gone.jpg\t\twith_mask\tnone',
    );
    const before = [street, portrait];
    const corrections = await readCorrections(file);
    expect(correctLabels(before, corrections, listedByName(before))).toEqual(before);
  });

  it('are rejected with the number of the invalid line', async () => {
    const file = await listOf('street/JPEGImages/a.jpg\t10,20,30,40\twithout_mask\tmasked');
    await expect(readCorrections(file)).rejects.toThrow('line 2');
  });

  it('of the public sets can be read', async () => {
    expect((await readCorrections(CORRECTIONS_FILE)).length).toBeGreaterThan(0);
  });
});
