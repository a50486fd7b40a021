import { existsSync } from 'node:fs';
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { expandSweep, trialsOf } from '@/scripts/sweep/definition';
import { sweepSummary } from '@/scripts/sweep/summary';
import { writeMadeDataset } from '../../support/made-dataset';
import { finished, killWhenThere, projectFile, startScript } from '../../support/run-script';
import { temporaryFolder } from '../../support/temporary-folder';

/** Head trials long enough to be killed, a trial that cannot work, and a network trial. */
const SWEEP = {
  name: 'made',
  data: ['faces'],
  seeds: [1],
  base: { epochs: 60, batchSize: 8 },
  factors: [
    { name: 'dropout', vary: { dropout: [0, 0.2, 0.4] } },
    { name: 'backbone', list: [{ backbone: 'resnet18', weights: 'nowhere.safetensors' }] },
    {
      name: 'network',
      list: [{ training: 'network', epochs: 1, backboneRate: 1e-4, trainShare: 0.4 }],
    },
  ],
};
const FLAGS = ['--engine', 'wasm', '--models', 'models', '--jobs', '1'];

it('resumes after a kill, repeats no finished trial, and survives a failed one', async () => {
  const folder = await temporaryFolder();
  const finder = 'models/face-finder';
  await cp(projectFile(`public/${finder}`), path.join(folder, finder), { recursive: true });
  await writeMadeDataset(path.join(folder, 'faces'), 7);
  await writeFile(path.join(folder, 'sweep.mjs'), `export default ${JSON.stringify(SWEEP)};`);
  const start = () => startScript('scripts/sweep.ts', folder, ['sweep.mjs', ...FLAGS]);

  const trials = trialsOf(expandSweep(SWEEP));
  const results = path.join(folder, 'runs/sweeps/made');
  const fileOf = (i: number) => path.join(results, 'trials', `${trials[i]?.id}.json`);
  await killWhenThere(start().child, fileOf(0));
  expect(existsSync(path.join(results, 'summary.json'))).toBe(false);
  const before = await stat(fileOf(0));
  const finishedBefore = (await readdir(path.join(results, 'trials'))).filter((name) =>
    name.endsWith('.json'),
  );
  expect(finishedBefore.length).toBeLessThan(trials.length);

  const output = await finished(start(), 1);
  expect(output).toContain(`${trials.length} trials, ${finishedBefore.length} of them finished`);
  expect((await stat(fileOf(0))).mtimeMs).toBe(before.mtimeMs);
  const json = await readFile(path.join(results, 'summary.json'), 'utf8');
  const summary = sweepSummary.parse(JSON.parse(json));
  expect(summary).toMatchObject({ trials: trials.length, failed: 1 });
  const [dropout, backbone, network] = summary.factors;
  for (const variant of [...(dropout?.variants ?? []), ...(network?.variants ?? [])]) {
    expect(variant.trials).toBe(1);
    expect(variant.train.mean).toBeGreaterThan(0);
    expect(variant.testCrops).toBeGreaterThan(0);
  }
  // 60 epochs overfit a dozen faces.
  expect(dropout?.variants[0]?.train.mean).toBe(1);
  expect(backbone?.variants[0]?.errors[0]).toContain('nowhere.safetensors');
  // A whole network was trained, not only its head.
  expect(network?.variants[0]?.trained).toBeGreaterThan(5e6);
  for (const name of ['tables.md', 'trials.csv', 'dropout.svg', 'backbone.svg', 'network.svg']) {
    expect((await stat(path.join(results, name))).size).toBeGreaterThan(0);
  }

  // Only the failed trial runs again.
  const again = await finished(start(), 1);
  expect(again).toContain(`${trials.length} trials, ${trials.length - 1} of them finished`);
}, 180_000);

it('says what is wrong with a sweep and exits with 2', async () => {
  const folder = await temporaryFolder();
  const wrong = { ...SWEEP, factors: [{ name: 'dropout', vary: { dropout: [2] } }] };
  await writeFile(path.join(folder, 'sweep.mjs'), `export default ${JSON.stringify(wrong)};`);
  const output = await finished(startScript('scripts/sweep.ts', folder, ['sweep.mjs']), 2);
  expect(output).toContain('dropout');
});
