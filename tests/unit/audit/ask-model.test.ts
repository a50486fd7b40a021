import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { askModel } from '@/scripts/audit/ask-model';
import { readDatasets } from '@/scripts/data/dataset';
import { type LabelCheck, reversedLabelLines } from '@/scripts/training/label-check';
import { writeMadeDataset } from '../../support/made-dataset';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

it('reports reversed labels, and nothing if the labels are right', async () => {
  const data = path.join(await temporaryFolder(), 'faces');
  await writeMadeDataset(data, 4);
  const ask = async (...labels: string[]) => {
    const { photographs } = await readDatasets([data], [], { labels });
    return reversedLabelLines(await askModel(photographs, 'public/models', 3, 1));
  };
  expect(await ask()).toEqual([]);
  const [line, ...more] = await ask('with_mask=without_mask', 'without_mask=with_mask');
  expect(more).toEqual([]);
  expect(line).toMatch(/labels of faces may be reversed.*of 3 faces labelled with_mask/);
  expect(line).toContain('labelled without_mask');
}, 300_000);

it('asks nothing if there is no published model', async () => {
  expect(await askModel([], await temporaryFolder(), 3, 1)).toEqual([]);
});

const check = (judged: number, contradicted: number): LabelCheck => ({
  dataset: 'a',
  label: 'with_mask',
  judged,
  contradicted,
});

it.each([
  [3, 2, 1],
  [40, 21, 1],
  [40, 20, 0],
  [2, 2, 0],
])('of %i labels, %i contradicted: %i warnings', (judged, contradicted, warnings) => {
  expect(reversedLabelLines([check(judged, contradicted)])).toHaveLength(warnings);
});
