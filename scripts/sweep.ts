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
import { engineOption, labelOption, modelsOption, parseOptions, usage } from './support/options.ts';
import { openProcessPool, ProcessDied, type ProcessPool } from './support/process-pool.ts';
import { runCommand } from './support/run-command.ts';
import { loadSweep, type Sweep, type Trial, trialsOf } from './sweep/definition.ts';
import { writeDocument } from './sweep/document.ts';
import type { FeatureChoice } from './sweep/features.ts';
import { factorSvg } from './sweep/plots.ts';
import { type TrialRecord, type TrialStore, trialStore } from './sweep/records.ts';
import { type SweepSummary, summarise } from './sweep/summary.ts';
import { sweepTables, trialsCsv } from './sweep/tables.ts';
import type { Answer, Job } from './sweep/worker.ts';

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
  document: z
    .string()
    .optional()
    .describe(
      'Markdown file whose tables are renewed; plots and figures go into a folder beside it',
    ),
});
type Pool = ProcessPool<Job, Answer>;
const WORKER = new URL('sweep/worker.ts', import.meta.url);

type SweepOptions = z.infer<typeof sweepOptions>;

/**
 * oneDNN divides by zero in some 1x1 convolutions on virtual machines that hide the processor's
 * caches, and the process crashes. Forward passes are as fast without it; it speeds up training
 * only.
 */
const FOR_FEATURES = { TF_ENABLE_ONEDNN_OPTS: '0' };

export async function runSweep(options: SweepOptions): Promise<SweepSummary> {
  const sweep = await loadSweep(options.file);
  const folder = path.join(options.runs, sweep.name);
  await mkdir(folder, { recursive: true });
  const store = trialStore(folder);
  const trials = trialsOf(sweep);
  const records = await finishedTrials(store, trials);
  const missing = trials.filter(({ id }) => !records.has(id));
  console.log(`${trials.length} trials, ${records.size} of them finished before`);

  if (missing.length > 0) {
    const { label: labels, engine, models, cache } = options;
    const setup = { data: sweep.data, labels, engine, models, cache, folder };
    const log = openSync(path.join(folder, 'log.txt'), 'a');
    const open = (threads: number, environment = {}): Pool =>
      openProcessPool(WORKER, setup, { threads, log, environment });
    await prepareFeatures(open(availableParallelism(), FOR_FEATURES), missing);
    const pool = open(Math.max(1, Math.floor(availableParallelism() / options.jobs)));
    await runTrials(pool, missing, options.jobs, async (record) => {
      records.set(record.id, record);
      await store.write(record);
      console.log(`${records.size}/${trials.length} ${lineOf(record)}`);
    });
    pool.close();
  }
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

/**
 * Crops the data and computes the features of each frozen backbone on all cores. A failure here
 * appears again in the trials that need the features, and is recorded there.
 */
async function prepareFeatures(pool: Pool, trials: readonly Trial[]): Promise<void> {
  const choices = new Map<string, FeatureChoice>();
  for (const { settings } of trials) {
    const { backbone, weights, view } = settings;
    if (settings.training === 'head') choices.set(`${backbone} ${weights} ${view}`, settings);
  }
  for (const choice of choices.values()) {
    console.log(`Features: ${choice.backbone}, ${choice.view}`);
    const answer = await doJob(pool, { kind: 'features', choice });
    if ('error' in answer) console.warn(answer.error);
  }
  pool.close();
}

async function runTrials(
  pool: Pool,
  trials: readonly Trial[],
  jobs: number,
  done: (record: TrialRecord) => Promise<void>,
): Promise<void> {
  const run = async (trial: Trial) => {
    const answer = await doJob(pool, { kind: 'trial', trial });
    const outcome =
      'error' in answer
        ? { error: answer.error }
        : { figures: answer.figures as NonNullable<typeof answer.figures> };
    await done({ ...trial, outcome });
  };
  await pMap(trials, run, { concurrency: jobs });
}

/** A crashed process is also an answer. The next job gets a new process. */
function doJob(pool: Pool, job: Job): Promise<Answer> {
  return pool.run(job).catch((error: unknown) => {
    if (error instanceof ProcessDied) return { error: `${error.message}: see the log` };
    throw error;
  });
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
