import { setTimeout } from 'node:timers/promises';
import { openQueue } from '../bulk/queue.ts';
import type { QueueAddress } from '../bulk/queue-options.ts';
import { trialJobId } from '../bulk/trial-job.ts';
import type { Sweep, Trial } from './definition.ts';
import type { Answer } from './worker.ts';

/** Between two looks for finished trials. */
const LOOK_MS = 1000;

/**
 * Has trials run by the workers of a queue. A trial that was put there before, by a command that was
 * stopped, is not run again.
 * @param labels what names in the data mean
 * @param done is told each answer; then the trial leaves the queue
 */
export async function runInQueue(
  address: QueueAddress,
  { name: sweep, data }: Sweep,
  labels: readonly string[],
  trials: readonly Trial[],
  done: (trial: Trial, answer: Answer) => Promise<void>,
): Promise<void> {
  const queue = await openQueue(address);
  try {
    const pending = new Set(trials);
    while (pending.size > 0) {
      for (const trial of pending) {
        const jobId = trialJobId(sweep, trial);
        const job = await queue.getJob(jobId);
        if (!job) await queue.add('trial', { sweep, data, labels, trial }, { jobId });
        else if (job.finishedOn) {
          const failed = { error: job.failedReason };
          await done(trial, job.failedReason ? failed : (job.returnvalue as Answer));
          await job.remove();
          pending.delete(trial);
        }
      }
      if (pending.size > 0) await setTimeout(LOOK_MS);
    }
  } finally {
    await queue.close();
  }
}
