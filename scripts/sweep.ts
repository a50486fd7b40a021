/**
 * `npm run sweep -- FILE`: trains every setting in the file of a sweep with several seeds. It
 * writes the results to runs/sweeps/NAME: tables.md, trials.csv, summary.json and a plot for each
 * factor. A stopped sweep continues with the missing trials.
 */
import { openSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import pMap from 'p-map';
import { z } from 'zod';
import { queueOptions } from './bulk/queue-options.ts';
import { engineOption, labelOption, modelsOption, parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';
import { loadSweep, type Sweep, type Trial, trialsOf } from './sweep/definition.ts';
import { writeDocument } from './sweep/document.ts';
import { factorSvg } from './sweep/plots.ts';
import { type TrialRecord, type TrialStore, trialStore } from './sweep/records.ts';
import { type SweepSummary, summarise } from './sweep/summary.ts';
import { sweepTables, trialsCsv } from './sweep/tables.ts';
import { openTrialProcesses } from './sweep/trial-processes.ts';
import type { Answer } from './sweep/worker.ts';

const sweepOptions = z.object({
  file: z.string().describe('the sweep, a TypeScript module: see scripts/sweeps'),
  jobs: z.coerce
    .number()
    .int()
    .min(1)
    .default(availableParallelism())
    .describe('trials at a time, each with its part of the cores'),
  label: labelOption,
  engine: engineOption,
  models: modelsOption,
  cache: z.string().default('.cache').describe('folder of cut faces, features and downloads'),
  runs: z.string().default('runs/sweeps').describe('folder of results'),
  queue: queueOptions.queue.optional(),
  name: queueOptions.name,
  document: z
    .string()
    .optional()
    .describe(
      'Markdown file whose tables are renewed; plots and figures go into a folder beside it',
    ),
});
type SweepOptions = z.infer<typeof sweepOptions>;

export async function runSweep(options: SweepOptions): Promise<SweepSummary> {
  const sweep = await loadSweep(options.file);
  const folder = path.join(options.runs, sweep.name);
  await mkdir(folder, { recursive: true });
  const store = trialStore(folder);
  const trials = trialsOf(sweep);
  const records = await finishedTrials(store, trials);
  const missing = trials.filter(({ id }) => !records.has(id));
  console.log(`${trials.length} trials, ${records.size} of them finished before`);

  const done = async (trial: Trial, answer: Answer) => {
    const outcome =
      'error' in answer
        ? { error: answer.error }
        : { figures: answer.figures as NonNullable<typeof answer.figures> };
    const record = { ...trial, outcome };
    records.set(trial.id, record);
    await store.write(record);
    console.log(`${records.size}/${trials.length} ${lineOf(record)}`);
  };
  const { queue, name } = options;
  if (queue) {
    // Only those who share a queue need its packages.
    const { runInQueue } = await import('./sweep/run-in-queue.ts');
    await runInQueue({ queue, name }, sweep, options.label, missing, done);
  } else if (missing.length > 0) await runHere(sweep, folder, options, missing, done);
  const summary = summarise(sweep, records);
  await writeResults(folder, sweep, summary, records);
  if (options.document) await writeDocument(options.document, summary, folder);
  return summary;
}

/** Failed trials run again: a missing network, for example, may work now. */
async function finishedTrials(
  store: TrialStore,
  trials: readonly Trial[],
): Promise<Map<string, TrialRecord>> {
  const records = new Map<string, TrialRecord>();
  for (const trial of trials) {
    const record = await store.read(trial);
    if (record && 'figures' in record.outcome) records.set(trial.id, record);
  }
  return records;
}

async function runHere(
  { data }: Sweep,
  folder: string,
  { label: labels, engine, models, cache, jobs }: SweepOptions,
  trials: readonly Trial[],
  done: (trial: Trial, answer: Answer) => Promise<void>,
): Promise<void> {
  const setup = { data, labels, engine, models, cache, folder };
  const log = openSync(path.join(folder, 'log.txt'), 'a');
  const threads = Math.max(1, Math.floor(availableParallelism() / jobs));
  const processes = openTrialProcesses(setup, threads, log);
  await processes.prepare(trials);
  await pMap(trials, async (trial) => done(trial, await processes.run(trial)), {
    concurrency: jobs,
  });
  processes.close();
}

function lineOf({ id, seed, outcome }: TrialRecord): string {
  if ('error' in outcome) return `${id} seed ${seed}: failed: ${outcome.error}`;
  const { test, seconds } = outcome.figures;
  const percent = (100 * test.accuracy).toFixed(2);
  return `${id} seed ${seed}: test ${percent}% (n=${test.n}), ${seconds.toFixed(1)} s`;
}

async function writeResults(
  folder: string,
  { factors }: Sweep,
  summary: SweepSummary,
  records: ReadonlyMap<string, TrialRecord>,
): Promise<void> {
  const at = (name: string) => path.join(folder, name);
  const tables = sweepTables(summary);
  await writeFile(at('tables.md'), `${tables}\n`);
  await writeFile(at('trials.csv'), trialsCsv([...records.values()], summary.data));
  await writeFile(at('summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  for (const factor of summary.factors)
    await writeFile(at(`${factor.name}.svg`), factorSvg(factor));
  console.log(`${tables}\n\n${folder}: ${factors.length} factors, ${summary.failed} trials failed`);
}

const USAGE = usage('npm run sweep -- FILE [flags]', sweepOptions);

await runCommand(
  import.meta.url,
  async () => {
    const options = parseOptions(sweepOptions, process.argv.slice(2), undefined, 'file');
    const { failed } = await runSweep(options);
    if (failed > 0) process.exitCode = 1;
  },
  () => USAGE,
);
