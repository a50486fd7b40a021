/**
 * `npm run bulk -- add|work|status|collect|clear`: judges very many photographs by workers on any
 * number of machines, which share a queue in Redis or Valkey. Exit code 0; 1 if a shard is missing
 * in what `collect` writes, or for an error; 2 for wrong use.
 */
import { z } from 'zod';
import { addShards } from './bulk/add-shards.ts';
import { collect } from './bulk/collect.ts';
import { type BulkQueue, openQueue } from './bulk/queue.ts';
import { fromEnvironment, queueOptions } from './bulk/queue-options.ts';
import { describeStatus, queueStatus } from './bulk/status.ts';
import { work } from './bulk/work.ts';
import { readNames } from './check/long-list/read-names.ts';
import { describeSummary } from './check/long-list/summary.ts';
import { mostProcesses } from './check/picture-pool.ts';
import { trainingEngine } from './engine/judging-engine.ts';
import {
  HelpWanted,
  judgingEngineOption,
  modelsOption,
  parseOptions,
  usage,
} from './support/options.ts';
import { runCommand } from './support/run-command.ts';
import { WrongUse } from './support/wrong-use.ts';

/** A worker often starts with its machine, and Redis with another. */
const WORKER_PATIENCE_MS = 60_000;

const jsonOption = z.boolean().default(false).describe('prints JSON');

const SCHEMAS = {
  add: z.object({
    ...queueOptions,
    list: z
      .string()
      .describe('file with a name a line, a path or an http(s) address; -: standard input'),
    size: z.coerce.number().int().min(1).max(10_000).default(300).describe('pictures a shard'),
  }),
  work: z.object({
    ...queueOptions,
    pictures: z.string().default('.').describe('folder below which all files lie'),
    processes: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('pictures at a time, threads of a trial; where absent, one a core'),
    maxMegabytes: z.coerce.number().positive().default(64).describe('largest picture'),
    seconds: z.coerce.number().positive().default(30).describe('longest time to fetch a picture'),
    privateAddresses: z
      .boolean()
      .default(false)
      .describe('also fetches from this machine and from private networks'),
    untilDone: z.boolean().default(false).describe('ends when no job is left'),
    engine: judgingEngineOption,
    models: modelsOption,
    cache: z.string().default('.cache').describe('folder of cut faces and features, for trials'),
    runs: z.string().default('runs/sweeps').describe('folder where stopped trials leave an epoch'),
  }),
  status: z.object({ ...queueOptions, json: jsonOption }),
  collect: z.object({ ...queueOptions, out: z.string().describe('folder for the results') }),
  clear: z.object({ ...queueOptions }),
};
type Verb = keyof typeof SCHEMAS;
type OptionsOf<V extends Verb> = z.infer<(typeof SCHEMAS)[V]>;

const VERBS: { readonly [V in Verb]: (queue: BulkQueue, options: OptionsOf<V>) => Promise<void> } =
  {
    async add(queue, { list, size }) {
      const { pictures, shards, again } = await addShards(queue, readNames(list), size);
      console.log(`${pictures} pictures in ${shards} shards are in the queue`);
      if (again > 0) console.log(`${again} jobs that had failed are tried again`);
    },
    work(queue, options) {
      const { engine, models, cache, runs, untilDone } = options;
      const source = {
        folder: options.pictures,
        mostBytes: options.maxMegabytes * 1e6,
        mostSeconds: options.seconds,
        privateAddresses: options.privateAddresses,
      };
      const processes = options.processes ?? mostProcesses(options);
      const checker = { engine, models, source };
      const trials = { engine: trainingEngine(engine), models, cache, runs };
      return work(queue, { address: options, checker, trials, processes, untilDone });
    },
    async status(queue, { json }) {
      const status = await queueStatus(queue);
      console.log(json ? JSON.stringify(status) : describeStatus(status));
    },
    async collect(queue, { out }) {
      const { summary, seconds, shards, missing } = await collect(queue, out);
      process.stdout.write(describeSummary(summary, summary.pictures, seconds));
      if (missing === 0) return;
      console.error(`${missing} of ${shards + missing} shards are missing: see status`);
      process.exitCode = 1;
    },
    clear: (queue) => queue.obliterate({ force: true }),
  };

async function main(): Promise<void> {
  const [verb = '', ...args] = process.argv.slice(2);
  if (verb === '--help') throw new HelpWanted();
  if (!(verb in SCHEMAS)) throw new WrongUse(`Name one of ${Object.keys(SCHEMAS).join(', ')}`);
  await runVerb(verb as Verb, args);
}

async function runVerb<V extends Verb>(verb: V, args: readonly string[]): Promise<void> {
  const options = parseOptions(SCHEMAS[verb], args, fromEnvironment) as OptionsOf<V>;
  const queue = await openQueue(options, verb === 'work' ? WORKER_PATIENCE_MS : 0);
  try {
    await VERBS[verb](queue, options);
  } finally {
    await queue.close();
  }
}

await runCommand(import.meta.url, main, () =>
  Object.entries(SCHEMAS)
    .map(([verb, schema]) => usage(`npm run bulk -- ${verb} [flags]`, schema))
    .join('\n\n'),
);
