import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Both ends of a pool of processes that do jobs for a command: `openProcessPool` in the command,
 * `answerJobs` in each process.
 */

export interface ProcessPool<Job, Answer> {
  /**
   * Has a job done by a process that is idle, or by a new one.
   * @throws ProcessDied where the process ends over it
   * @throws Error where processes do not even start
   */
  run(job: Job): Promise<Answer>;
  /** Ends all processes. */
  close(): void;
}

export class ProcessDied extends Error {}

export interface PoolOptions {
  /** Threads for the computations of each process. */
  readonly threads: number;
  /** File descriptor for the output of the processes. Without it, only the first process prints. */
  readonly log?: number;
  /** Environment variables in addition to those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * Processes for jobs, one each at a time; there are as many as jobs were under way at once.
 * @param script a module that calls `answerJobs`
 * @param setup what `answerJobs` is given, once a process
 */
export function openProcessPool<Job, Answer>(
  script: URL,
  setup: unknown,
  { threads, log, environment = {} }: PoolOptions,
): ProcessPool<Job, Answer> {
  const all = new Set<ChildProcess>();
  const idle = new Set<ChildProcess>();
  const start = () => {
    const output = log ?? (all.size === 0 ? 'inherit' : 'ignore');
    const child = fork(fileURLToPath(script), [JSON.stringify(setup)], {
      stdio: ['ignore', output, output, 'ipc'],
      // TensorFlow and its oneDNN each have a pool of their own.
      env: {
        ...process.env,
        ...environment,
        TF_NUM_INTRAOP_THREADS: String(threads),
        OMP_NUM_THREADS: String(threads),
      },
    });
    all.add(child);
    child.once('exit', () => {
      all.delete(child);
      idle.delete(child);
    });
    return child;
  };
  return {
    async run(job) {
      const child = idle.values().next().value ?? start();
      if (!idle.delete(child)) await untilReady(child);
      const answer = await answerOf(child, job);
      idle.add(child);
      return answer as Answer;
    },
    close() {
      for (const child of all) child.kill();
    },
  };
}

const READY = 'ready';

/** A process that ends by itself before it is ready would do so for every job. */
function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null, signal: string | null) =>
      reject(
        signal
          ? new ProcessDied(`The process ended with ${signal}`)
          : new Error(`A process for the work does not start: it ended with ${code}`),
      );
    child.once('exit', ended);
    // The first message of all.
    child.once('message', () => {
      child.off('exit', ended);
      resolve();
    });
  });
}

function answerOf(child: ChildProcess, job: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null, signal: string | null) => {
      child.off('message', answered);
      reject(new ProcessDied(`The process ended with ${signal ?? code}`));
    };
    const answered = (answer: unknown) => {
      child.off('exit', died);
      resolve(answer);
    };
    child.once('exit', died);
    child.once('message', answered);
    child.send(job as object);
  });
}

/** Does what the pool's owner sends, one job after the other, until that ends. Errors must be answers. */
export function answerJobs<Setup, Job, Answer>(
  prepare: (setup: Setup) => (job: Job) => Promise<Answer>,
): void {
  const answer = prepare(JSON.parse(process.argv[2] as string) as Setup);
  // An owner that was killed takes no answer, which is no error of this process.
  const ignore = () => {};
  process.on('message', async (job: Job) => {
    process.send?.(await answer(job), undefined, undefined, ignore);
  });
  // It sends nothing any more either.
  process.on('disconnect', () => process.exit());
  process.send?.(READY, undefined, undefined, ignore);
}
