import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addLeftOutFaces,
  LEFT_OUT_FILE,
  readLeftOutFaces,
} from '@/scripts/data/lists/left-out-faces';
import type { AnnotatedPhotograph } from '@/scripts/data/photograph';
import { listedByName } from '../../support/listed-by-name';
import { temporaryFolder } from '../../support/temporary-folder';

const photograph: AnnotatedPhotograph = {
  kind: 'annotated',
  file: '/data/street/JPEGImages/a.jpg',
  dataset: 'street',
  name: 'JPEGImages/a.jpg',
  stratum: 'street none',
  turn: 0,
  width: 100,
  height: 100,
  faces: [],
  unlabelled: [],
  ignored: [{ x: 70, y: 70, width: 9, height: 9 }],
};

async function listOf(...lines: string[]): Promise<string> {
  const file = path.join(await temporaryFolder(), 'left-out.tsv');
  await writeFile(file, ['file\tx,y,width,height\tkind', ...lines, ''].join('\n'));
  return file;
}

describe('left-out faces', () => {
  it('become unlabelled faces, some with a machine label, or ignored boxes', async () => {
    const lines = ['1,2,3,4\tface', '5,6,7,8\twith_mask', '9,10,11,12\tunsure'].map(
      (rest) => `street/JPEGImages/a.jpg\t${rest}`,
    );
    const list = await readLeftOutFaces(await listOf(...lines, 'street/b.jpg\t0,0,9,9\tface'));
    expect(addLeftOutFaces([photograph], list, listedByName([photograph]))).toEqual([
      {
        ...photograph,
        unlabelled: [
          { box: { x: 1, y: 2, width: 3, height: 4 } },
          { box: { x: 5, y: 6, width: 7, height: 8 }, machineLabel: 'with_mask' },
        ],
        ignored: [...photograph.ignored, { x: 9, y: 10, width: 11, height: 12 }],
      },
    ]);
  });

  it.each(['a.jpg\t1,2,3,4\thead', 'a.jpg\t1,2,0,4\tface', 'a.jpg\t1,2,3\tface'])(
    'are rejected with the number of an invalid line: %s',
    async (line) => {
      await expect(readLeftOutFaces(await listOf(line))).rejects.toThrow('line 2');
    },
  );

  it('of the public sets are on record', async () => {
    expect((await readLeftOutFaces(LEFT_OUT_FILE)).size).toBeGreaterThan(100);
  });
});
