import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { type Job, WaitingError, Worker } from 'bullmq';
import type { CheckerOptions } from '../check/open-checker.ts';
import { openShardJudge } from './judge-shard.ts';
import {
  type BulkJob,
  type BulkQueue,
  type BulkResult,
  connectionOf,
  type JobName,
  sayOnce,
} from './queue.ts';
import type { QueueAddress } from './queue-options.ts';
import type { ShardJob } from './shard-job.ts';
import type { TrialJob } from './trial-job.ts';
import { openTrialRunner, type TrialRunnerOptions } from './trial-runner.ts';

/**
 * A worker that says nothing for so long is taken for dead, and its job goes to another. The judging
 * is done by child processes, so that the worker itself is never busy for seconds.
 */
const LOCK_MS = 10_000;
/** Between two looks for jobs of dead workers. */
const LOOK_MS = 5000;
/** Workers that may die over a job before it is given up. */
const MOST_DEATHS = 20;
/** Longest wait for Redis to take the job back when a signal ends the worker. */
const STOP_MS = 8000;
/** Between two looks whether the queue is done. */
const DONE_LOOK_MS = 1000;

export interface WorkOptions {
  readonly address: QueueAddress;
  readonly checker: CheckerOptions;
  readonly trials: TrialRunnerOptions;
  /** Pictures at a time, and threads of a trial. */
  readonly processes: number;
  /** Ends when no job is left. */
  readonly untilDone: boolean;
}

/**
 * Does jobs of the queue, one at a time, until a signal ends it. The job under way then goes back
 * into the queue.
 * @throws Error where this machine can judge no picture
 */
export async function work(
  queue: BulkQueue,
  { address, checker, trials, processes, untilDone }: WorkOptions,
): Promise<void> {
  const shards = await openShardJudge(checker, processes);
  const runner = openTrialRunner(trials, processes);
  const close = () => {
    shards.close();
    runner.close();
  };
  const stopped = new AbortController();
  const worker = new Worker<BulkJob, BulkResult, JobName>(
    address.name,
    async (job, token) => {
      try {
        return job.name === 'shard'
          ? await shards.judge(job as Job<ShardJob>)
          : await runner.run(job.data as TrialJob);
      } catch (error) {
        if (!stopped.signal.aborted) throw error;
        await job.moveToWait(token);
        throw new WaitingError();
      }
    },
    {
      connection: connectionOf(address.queue),
      name: `${hostname()}-${process.pid}`,
      lockDuration: LOCK_MS,
      stalledInterval: LOOK_MS,
      maxStalledCount: MOST_DEATHS,
    },
  );
  worker.on('error', sayOnce());
  worker.on('completed', (job) => console.log(`${job.id}: done`));
  worker.on('failed', (job, error) => console.error(`${job?.id}: ${error.message}`));
  worker.on('stalled', (id) => console.log(`${id}: its worker died; it is done again`));
  const stop = () => {
    stopped.abort();
    close();
    // Where Redis is away, the job goes to another worker once the lock has ended.
    setTimeout(STOP_MS, undefined, { ref: false }).then(() => process.exit(1));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  await endOf(queue, untilDone, stopped.signal);
  await worker.close();
  close();
}

/** Until a signal comes or, if so wished, no job waits or is under way. */
async function endOf(queue: BulkQueue, untilDone: boolean, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    await setTimeout(DONE_LOOK_MS, undefined, { signal: stopped }).catch(() => {});
    if (!untilDone || stopped.aborted) continue;
    const { waiting, active, delayed } = await queue.getJobCounts('waiting', 'active', 'delayed');
    if (!waiting && !active && !delayed) return;
  }
}
