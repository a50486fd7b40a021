import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Job, WorkerSetup } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));

export interface Pool {
  /** Runs a job in a child process. A child that dies is an answer, too; the next job gets a new one. */
  run(job: Job): Promise<Answer>;
  close(): void;
}

/**
 * Child processes for jobs, one each at a time.
 * @param threads that each may compute with
 * @param log file descriptor of what they print
 * @param environment variables of their own, beside those of this process
 */
export function openPool(
  setup: WorkerSetup,
  threads: number,
  log: number,
  environment: Readonly<Record<string, string>> = {},
): Pool {
  const idle: ChildProcess[] = [];
  const start = () =>
    fork(WORKER, [JSON.stringify(setup)], {
      stdio: ['ignore', log, log, 'ipc'],
      // TensorFlow and its oneDNN each have a pool of their own.
      env: {
        ...process.env,
        ...environment,
        TF_NUM_INTRAOP_THREADS: String(threads),
        OMP_NUM_THREADS: String(threads),
      },
    });
  return {
    async run(job) {
      const worker = idle.pop() ?? start();
      const answer = await answerOf(worker, job);
      if (worker.connected) idle.push(worker);
      return answer;
    },
    close: () => {
      for (const worker of idle) worker.disconnect();
    },
  };
}

function answerOf(worker: ChildProcess, job: Job): Promise<Answer> {
  return new Promise((resolve) => {
    const died = (code: number | null, signal: string | null) => {
      worker.off('message', answered);
      resolve({ error: `The process ended with ${signal ?? code}: see the log` });
    };
    const answered = (answer: unknown) => {
      worker.off('exit', died);
      resolve(answer as Answer);
    };
    worker.once('exit', died);
    worker.once('message', answered);
    worker.send(job);
  });
}
