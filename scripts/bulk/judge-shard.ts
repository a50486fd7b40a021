import type { Job } from 'bullmq';
import { keptLine } from '../check/long-list/result-file.ts';
import type { CheckerOptions } from '../check/open-checker.ts';
import { openPicturePool, type PicturePool } from '../check/picture-pool.ts';
import { pack, type ShardJob, type ShardResult, unpack } from './shard-job.ts';

/**
 * Of each process. Several workers may share a machine: where each took all cores, two workers on two cores
 * did less than one.
 */
const THREADS = 1;
/** Between two words about how far a shard is. */
const WORD_MS = 2000;

export interface ShardJudge {
  /** @throws Error where no picture can be judged, or after `close` */
  judge(job: Job<ShardJob>): Promise<ShardResult>;
  close(): void;
}

/**
 * Opens processes that judge the pictures of shards.
 * @throws Error where this machine can judge no picture, e.g. without a model
 */
export async function openShardJudge(
  options: CheckerOptions,
  processes: number,
): Promise<ShardJudge> {
  let closed = false;
  let pool: PicturePool | undefined = openPicturePool(options, processes, THREADS);
  try {
    // Any name shows whether engine and models are there; this one is no picture's.
    for await (const _ of pool.judge(['']));
  } catch (error) {
    pool.close();
    throw error;
  }
  return {
    async judge(job) {
      pool ??= openPicturePool(options, processes, THREADS);
      const lines: string[] = [];
      let saidAt = performance.now();
      try {
        for await (const result of pool.judge(unpack(job.data.names))) {
          lines.push(keptLine(result).trimEnd());
          if (performance.now() - saidAt < WORD_MS) continue;
          saidAt = performance.now();
          // Only for people who ask; Redis may be away.
          job.updateProgress(lines.length).catch(() => {});
        }
      } catch (error) {
        // Whatever broke, the next job has new processes.
        pool.close();
        pool = undefined;
        throw error;
      }
      if (closed) throw new Error('The worker was stopped');
      return { pictures: lines.length, results: pack(lines) };
    },
    close() {
      closed = true;
      pool?.close();
    },
  };
}
