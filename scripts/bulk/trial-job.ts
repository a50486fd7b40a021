import type { Trial } from '../sweep/definition.ts';
import type { Answer } from '../sweep/worker.ts';

/** A trial of a sweep, as it lies in the queue. */
export interface TrialJob {
  /** Name of the sweep. */
  readonly sweep: string;
  /** Data folders, relative to the worker's current folder. */
  readonly data: readonly string[];
  /** What names in the data mean. */
  readonly labels: readonly string[];
  readonly trial: Trial;
}

export type TrialResult = Answer;

/** A sweep that is started again finds its trials by their ids. */
export function trialJobId(sweep: string, { id }: Trial): string {
  return `trial-${sweep}-${id}`;
}
