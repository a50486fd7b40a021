import { availableParallelism } from 'node:os';
import { openProcessPool, ProcessDied, type ProcessPool } from '../support/process-pool.ts';
import type { Trial } from './definition.ts';
import type { FeatureChoice } from './features.ts';
import type { Answer, Job, WorkerSetup } from './worker.ts';

const WORKER = new URL('worker.ts', import.meta.url);

/**
 * oneDNN divides by zero in some 1x1 convolutions on virtual machines that hide the processor's
 * caches, and the process crashes. Forward passes are as fast without it; it speeds up training
 * only.
 */
const FOR_FEATURES = { TF_ENABLE_ONEDNN_OPTS: '0' };

/** Processes that run the trials of one sweep. */
export interface TrialProcesses {
  /**
   * Crops the data and computes the features of the frozen backbone of each choice on all cores. A
   * failure here appears again in the trials that need the features, and is recorded there.
   */
  prepare(trials: readonly Trial[]): Promise<void>;
  /** A crashed process is also an answer. The next trial gets a new process. */
  run(trial: Trial): Promise<Answer>;
  close(): void;
}

/**
 * @param threads of each process
 * @param log file descriptor for their output; without it, the first one prints
 */
export function openTrialProcesses(
  setup: WorkerSetup,
  threads: number,
  log?: number,
): TrialProcesses {
  const output = log === undefined ? {} : { log };
  const pool: Pool = openProcessPool(WORKER, setup, { threads, ...output });
  const known = new Set<string>();
  return {
    async prepare(trials) {
      const choices = new Map<string, FeatureChoice>();
      for (const { settings } of trials) {
        const { backbone, weights, view } = settings;
        const key = `${backbone} ${weights} ${view}`;
        if (settings.training === 'head' && !known.has(key)) choices.set(key, settings);
        known.add(key);
      }
      if (choices.size === 0) return;
      const options = { threads: availableParallelism(), environment: FOR_FEATURES, ...output };
      const forFeatures: Pool = openProcessPool(WORKER, setup, options);
      for (const choice of choices.values()) {
        console.log(`Features: ${choice.backbone}, ${choice.view}`);
        const answer = await doJob(forFeatures, { kind: 'features', choice });
        if ('error' in answer) console.warn(answer.error);
      }
      forFeatures.close();
    },
    run: (trial) => doJob(pool, { kind: 'trial', trial }),
    close: () => pool.close(),
  };
}

type Pool = ProcessPool<Job, Answer>;

function doJob(pool: Pool, job: Job): Promise<Answer> {
  return pool.run(job).catch((error: unknown) => {
    if (error instanceof ProcessDied) return { error: `${error.message}: see the log` };
    throw error;
  });
}
