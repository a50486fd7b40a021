import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import { readDatasets } from '@/scripts/data/dataset';
import { knownPairs } from '@/scripts/data/lists/known-copies';
import { formatListMatches, listedNames } from '@/scripts/data/lists/list-matches';
import { findListed, LISTED_FILE, listedLines } from '@/scripts/data/lists/listed-photographs';
import type { AnnotatedPhotograph } from '@/scripts/data/photograph';
import { photographHashes } from '@/scripts/data/photograph-hashes';
import { blotches, vocAnnotation } from '../../support/made-pictures';
import { temporaryFolder } from '../../support/temporary-folder';

const SIZE = { width: 160, height: 120 };
const FACE = { name: 'without_mask', box: [20, 30, 60, 80] };

let root: string;
const at = (...names: string[]) => path.join(root, ...names);
const lists = () => ({
  corrections: at('corrections.tsv'),
  leftOut: at('left-out.tsv'),
  wornHow: at('worn-how.tsv'),
  listed: at('listed.tsv'),
});

/** Lists of the set `public`, whose pictures have the seeds 1, 2 and 3. */
beforeEach(async () => {
  root = await temporaryFolder();
  await writeSet('public', 1);
  const { photographs } = await readDatasets([at('public')], [], { cache: at('cache') });
  const hashes = await photographHashes(photographs, at('cache'));
  const inspected = hashes.map((hash) => ({ hash, size: SIZE }));
  const names = photographs.map(({ dataset, name }) => `${dataset}/${name}`);
  await writeFile(
    at('listed.tsv'),
    listedLines(photographs, inspected, [...names, 'public/x.jpg']),
  );
  await writeFile(at('pairs.tsv'), `${names[0]}\t${names[2]}\n`);
  await writeFile(
    at('corrections.tsv'),
    `file\tbox\tlabel\tcorrect\n${names[1]}\t20,30,40,50\twithout_mask\tincorrect_mask\n`,
  );
  await writeFile(at('worn-how.tsv'), `file\tbox\thow\n${names[1]}\t20,30,40,50\tunder_chin\n`);
  await writeFile(
    at('left-out.tsv'),
    `file\tbox\tkind\n${names[1]}\t100,10,20,30\tface\n${names[1]}\t21,31,39,49\tface\n`,
  );
});

/** @param scale size of a copy relative to the original */
async function writeSet(folder: string, scale: number, ending = 'png') {
  await mkdir(at(folder, 'Annotations'), { recursive: true });
  await mkdir(at(folder, 'JPEGImages'), { recursive: true });
  const size = { width: SIZE.width * scale, height: SIZE.height * scale };
  for (const seed of [1, 2, 3]) {
    const picture = sharp(await blotches(seed)).resize(size.width, size.height);
    const file = `${folder}-${seed}.${ending}`;
    await picture.toFile(at(folder, 'JPEGImages', file));
    const face = { ...FACE, box: FACE.box.map((edge) => edge * scale) };
    await writeFile(
      at(folder, 'Annotations', `${folder}-${seed}.xml`),
      vocAnnotation(file, size, [face]),
    );
  }
}

describe('photographs on the lists', () => {
  it('are found by their content, despite other names, a larger size and JPEG', async () => {
    await writeSet('dataset', 3, 'jpg');
    const { photographs } = await readDatasets([at('dataset')], [], {
      cache: at('cache'),
      lists: lists(),
    });
    const listed = await findListed(photographs, at('cache'), at('listed.tsv'));
    expect(await knownPairs(listed, at('pairs.tsv'))).toEqual([[0, 2]]);
    const [first, second] = photographs as [AnnotatedPhotograph, AnnotatedPhotograph];
    expect(first.faces.map(({ label }) => label)).toEqual(['without_mask']);
    expect(second.faces).toMatchObject([{ label: 'incorrect_mask', way: 'under_chin' }]);
    // The second left-out box is on the face that is already marked.
    expect(second.unlabelled).toEqual([{ box: { x: 300, y: 30, width: 60, height: 90 } }]);
  });

  it('are not found if other photographs have the same names', async () => {
    const { photographs } = await readDatasets([at('public')], [], { cache: at('cache') });
    for (const { file } of photographs) await writeFile(file, await blotches(99));
    const listed = await findListed(photographs, at('cache'), at('listed.tsv'));
    expect(await knownPairs(listed, at('pairs.tsv'))).toEqual([]);
  });

  it('are counted, with a message if there are none', async () => {
    const none = { indicesOf: () => [], sizeOf: () => undefined };
    expect(await formatListMatches(none)).toMatch(/none of these photographs/);
    const [, second] = await listedNames();
    const one = { ...none, indicesOf: (name: string) => (name === second ? [] : [0]) };
    expect(await formatListMatches(one)).toMatch(/^Lines .* of \d+ in copied-faces.tsv/);
  });

  it('each have a hash on record', async () => {
    const listed = await findListed([], at('cache'), LISTED_FILE);
    const missing = (await listedNames()).filter((name) => !listed.sizeOf(name));
    expect(missing).toEqual([]);
  });

  it('cause an error that names an invalid line of a list', async () => {
    await writeFile(at('listed.tsv'), 'file\thash\twidth\theight\na.jpg\tzz\t1\t1\n');
    await expect(findListed([], at('cache'), at('listed.tsv'))).rejects.toThrow('line 2');
  });
});
