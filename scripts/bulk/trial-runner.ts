import path from 'node:path';
import { openTrialProcesses, type TrialProcesses } from '../sweep/trial-processes.ts';
import type { WorkerSetup } from '../sweep/worker.ts';
import type { TrialJob, TrialResult } from './trial-job.ts';

export interface TrialRunnerOptions extends Pick<WorkerSetup, 'engine' | 'models' | 'cache'> {
  /** Folder where trainings that were stopped leave their last epoch, one folder a sweep. */
  readonly runs: string;
}

export interface TrialRunner {
  /** @throws Error after `close` */
  run(job: TrialJob): Promise<TrialResult>;
  close(): void;
}

/** Runs trials, each in a process with that many threads. The sweep in work has its data in memory. */
export function openTrialRunner(
  { runs, ...options }: TrialRunnerOptions,
  threads: number,
): TrialRunner {
  let closed = false;
  let open: { readonly key: string; readonly processes: TrialProcesses } | undefined;
  const processesFor = ({ sweep, data, labels }: TrialJob): TrialProcesses => {
    const setup: WorkerSetup = { ...options, data, labels, folder: path.join(runs, sweep) };
    const key = JSON.stringify(setup);
    if (open?.key === key) return open.processes;
    open?.processes.close();
    open = { key, processes: openTrialProcesses(setup, threads) };
    return open.processes;
  };
  return {
    async run(job) {
      const processes = processesFor(job);
      await processes.prepare([job.trial]);
      const answer = await processes.run(job.trial);
      if (closed) throw new Error('The worker was stopped');
      return answer;
    },
    close() {
      closed = true;
      open?.processes.close();
    },
  };
}
