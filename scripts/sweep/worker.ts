/**
 * A child process of `npm run sweep`. It crops the data, computes features and runs trials, one job
 * after the other, as its parent sends them.
 */
import * as tf from '@tensorflow/tfjs';
import { loadEngine } from '../engine/engine.ts';
import { answerJobs } from '../support/process-pool.ts';
import type { Trial } from './definition.ts';
import { type FeatureChoice, featureTable } from './features.ts';
import type { TrialFigures } from './records.ts';
import { runTrial } from './run-trial.ts';
import { openSweepData } from './sweep-data.ts';

/** The setup for all jobs of a worker. */
export interface WorkerSetup {
  readonly data: readonly string[];
  /** What names in the data mean. */
  readonly labels: readonly string[];
  readonly engine: 'auto' | 'node-gpu' | 'node' | 'wasm';
  readonly models: string;
  readonly cache: string;
  /** Folder of the sweep's results. */
  readonly folder: string;
}

export type Job =
  | { readonly kind: 'features'; readonly choice: FeatureChoice }
  | { readonly kind: 'trial'; readonly trial: Trial };

/** The answer of a worker: empty for features. */
export type Answer = { readonly figures?: TrialFigures } | { readonly error: string };

async function open(setup: WorkerSetup) {
  await loadEngine(setup.engine);
  return openSweepData(setup.data, setup);
}

answerJobs((setup: WorkerSetup) => {
  let data: ReturnType<typeof open> | undefined;
  return async (job: Job): Promise<Answer> => {
    try {
      data ??= open(setup);
      if (job.kind === 'trial')
        return { figures: await runTrial(await data, job.trial, setup.folder) };
      await (await data).splits('stratified', 0);
      await featureTable(await data, job.choice);
      return {};
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    } finally {
      // The engine owns the names of variables: variables of a failed trial would stop every later
      // trial.
      tf.disposeVariables();
    }
  };
});
