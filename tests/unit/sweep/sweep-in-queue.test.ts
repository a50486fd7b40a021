import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openQueue } from '@/scripts/bulk/queue';
import { sweepSummary } from '@/scripts/sweep/summary';
import { REDIS_MISSING, startRedis } from '../../harness/servers/redis';
import { writeMadeDataset } from '../../support/made-dataset';
import { finished, projectFile, startScript } from '../../support/run-script';
import { temporaryFolder } from '../../support/temporary-folder';

/** A head trial, and a trial that cannot work. */
const SWEEP = {
  name: 'made',
  data: ['faces'],
  seeds: [1],
  base: { epochs: 20, batchSize: 8 },
  factors: [
    { name: 'dropout', vary: { dropout: [0] } },
    { name: 'backbone', list: [{ backbone: 'resnet18', weights: 'nowhere.safetensors' }] },
  ],
};

it.skipIf(REDIS_MISSING)(
  'leaves trials to the workers of a queue, and collects their results after a restart',
  async () => {
    const folder = await temporaryFolder();
    const redis = await startRedis(await temporaryFolder());
    const queue = await openQueue({ queue: redis.url, name: 'maskgate' });
    onTestFinished(async () => {
      await queue.disconnect();
      await redis.stop();
    });
    await writeMadeDataset(path.join(folder, 'faces'), 7);
    await writeFile(path.join(folder, 'sweep.mjs'), `export default ${JSON.stringify(SWEEP)};`);
    const start = (script: string, ...args: string[]) => {
      const running = startScript(script, folder, [...args, '--queue', redis.url]);
      onTestFinished(() => void running.child.kill('SIGKILL'));
      return running;
    };
    const killed = start('scripts/sweep.ts', 'sweep.mjs');
    while (killed.child.exitCode === null && (await queue.getWaitingCount()) < 2) {
      await setTimeout(100);
    }
    killed.child.kill('SIGKILL');

    const models = projectFile('public/models');
    const work = ['work', '--until-done', '--engine', 'wasm', '--models', models];
    await finished(start('scripts/bulk.ts', ...work));
    expect(await queue.getCompletedCount()).toBe(2);

    const output = await finished(start('scripts/sweep.ts', 'sweep.mjs'), 1);
    expect(output).toContain('2 trials, 0 of them finished before');
    const json = await readFile(path.join(folder, 'runs/sweeps/made/summary.json'), 'utf8');
    const summary = sweepSummary.parse(JSON.parse(json));
    expect(summary).toMatchObject({ trials: 2, failed: 1 });
    const [dropout, backbone] = summary.factors;
    expect(dropout?.variants[0]?.train.mean).toBeGreaterThan(0.5);
    expect(dropout?.variants[0]?.testCrops).toBeGreaterThan(0);
    expect(backbone?.variants[0]?.errors[0]).toContain('nowhere.safetensors');
    expect(await queue.getJobCountByTypes('waiting', 'active', 'completed', 'failed')).toBe(0);
  },
  400_000,
);
