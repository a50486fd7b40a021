/**
 * A child process of `npm run sweep`: cuts the data, computes features and runs trials, one job after the
 * other, as the parent sends them.
 */
import * as tf from '@tensorflow/tfjs';
import { loadEngine } from '../engine/engine.ts';
import { answerJobs } from '../support/process-pool.ts';
import type { Trial } from './definition.ts';
import { type FeatureChoice, featureTable } from './features.ts';
import type { TrialFigures } from './records.ts';
import { runTrial } from './run-trial.ts';
import { openSweepData } from './sweep-data.ts';

/** What every job of a worker needs. */
export interface WorkerSetup {
  readonly data: readonly string[];
  readonly engine: 'auto' | 'node-gpu' | 'node' | 'wasm';
  readonly models: string;
  readonly cache: string;
  /** Of the sweep's results. */
  readonly folder: string;
}

export type Job =
  | { readonly kind: 'features'; readonly choice: FeatureChoice }
  | { readonly kind: 'trial'; readonly trial: Trial };

/** What a worker sends back: nothing for features. */
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
      // Names of variables are the engine's: what a failed trial left would stop every later one.
      tf.disposeVariables();
    }
  };
});
