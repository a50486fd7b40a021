import { setTimeout } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import type { QueueAddress } from './queue-options.ts';
import type { ShardJob, ShardResult } from './shard-job.ts';
import type { TrialJob, TrialResult } from './trial-job.ts';

export type BulkJob = ShardJob | TrialJob;
export type BulkResult = ShardResult | TrialResult;
export type JobName = 'shard' | 'trial';
export type BulkQueue = Queue<BulkJob, BulkResult, JobName>;

/** Attempts of a job that fails as a whole, e.g. because an engine is lost. */
const ATTEMPTS = 3;
/** Before the second attempt; doubled before each further one. */
const PAUSE_MS = 5000;
/** Longest wait for the first answer of Redis. */
const CONNECT_MS = 5000;
/** Between two tries to reach a Redis that is away. */
const TRY_MS = 1000;

/**
 * Opens the queue.
 * @param patienceMs how long Redis may be away, as while it restarts
 * @throws Error where Redis does not answer
 */
export async function openQueue(
  { queue: url, name }: QueueAddress,
  patienceMs = 0,
): Promise<BulkQueue> {
  await untilAnswering(url, patienceMs);
  const queue: BulkQueue = new Queue(name, {
    connection: connectionOf(url),
    defaultJobOptions: {
      attempts: ATTEMPTS,
      backoff: { type: 'exponential', delay: PAUSE_MS },
      removeOnComplete: false,
      removeOnFail: false,
    },
  });
  queue.on('error', sayOnce());
  return queue;
}

/** How BullMQ connects: it waits for a Redis that is away and goes on with it. */
export function connectionOf(url: string) {
  return { url, maxRetriesPerRequest: null };
}

/** A listener that prints an error unless it was the last one printed. */
export function sayOnce(): (error: Error) => void {
  let last = '';
  return ({ message }) => {
    if (message !== last) console.error(`Redis: ${message}`);
    last = message;
  };
}

async function untilAnswering(url: string, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  for (let told = false; ; told = true) {
    try {
      return await warnOfLoss(url);
    } catch (error) {
      if (performance.now() >= until) throw error;
      if (!told) console.error(`${(error as Error).message}. Waiting for it.`);
      await setTimeout(TRY_MS);
    }
  }
}

/** Looks whether Redis answers, and whether it keeps what it is given. */
async function warnOfLoss(url: string): Promise<void> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_MS,
    retryStrategy: () => null,
  });
  let reason = '';
  redis.on('error', (error) => {
    reason ||= error.message;
  });
  try {
    await redis.connect();
    const info = await redis.info();
    if (/^aof_enabled:0/m.test(info)) {
      console.error('Redis runs without appendonly: where it stops, it loses the queue.');
    }
  } catch (error) {
    // The address may contain a password.
    const { host } = new URL(url);
    throw new Error(`Redis at ${host} does not answer: ${reason || (error as Error).message}`);
  } finally {
    redis.disconnect();
  }
}
