import { availableParallelism, totalmem } from 'node:os';
import { pMapIterable } from 'p-map';
import { MaskGateError } from '../../lib/errors.ts';
import { failedStill, type StillResult } from '../../lib/stills/still-result.ts';
import { usesGraphicsCard } from '../engine/native-packages.ts';
import { openProcessPool, ProcessDied, type ProcessPool } from '../support/process-pool.ts';
import type { CheckerOptions } from './open-checker.ts';
import type { CheckAnswer } from './worker.ts';

/** Bytes for each process. tfjs-node uses half of it, WebAssembly less. */
const MEMORY_A_PROCESS = 2 * 2 ** 30;
/** Results that may wait for a slow earlier picture, for each process. */
const WAITING_A_PROCESS = 8;

/** Names of pictures, which may come one by one. */
export type Names = Iterable<string> | AsyncIterable<string>;

/** Processes that judge pictures, several at a time. They stay open from one call to the next. */
export interface PicturePool {
  /**
   * Gives results in the order of the files.
   * @throws Error where no picture can be judged, e.g. without an engine or a model
   */
  judge(files: Names): AsyncIterable<StillResult>;
  /** Ends all processes. What is being judged then fails. */
  close(): void;
}

/** As many processes as cores and memory allow; a graphics card serves one. */
export function mostProcesses({ engine }: CheckerOptions): number {
  if (usesGraphicsCard(engine)) return 1;
  return Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / MEMORY_A_PROCESS)));
}

/** @param threads of each process; where absent, all cores are shared out */
export function openPicturePool(
  options: CheckerOptions,
  processes: number,
  threads = Math.max(1, Math.floor(availableParallelism() / processes)),
): PicturePool {
  const worker = new URL('worker.ts', import.meta.url);
  const pool: ProcessPool<string, CheckAnswer> = openProcessPool(worker, options, { threads });
  let closed = false;
  const ask = (file: string): Promise<CheckAnswer | ProcessDied> => {
    if (closed) throw new Error('The processes were closed');
    return pool.run(file).catch((error: unknown) => {
      if (error instanceof ProcessDied) return error;
      throw error;
    });
  };
  return {
    judge: (files) =>
      pMapIterable(files, (file) => judgeIn(ask, file), {
        concurrency: processes,
        backpressure: WAITING_A_PROCESS * processes,
      }),
    close: () => {
      closed = true;
      pool.close();
    },
  };
}

/**
 * A process may also be ended from outside, e.g. for want of memory. Only a picture that ends a
 * second process counts as unreadable.
 */
async function judgeIn(
  ask: (file: string) => Promise<CheckAnswer | ProcessDied>,
  file: string,
): Promise<StillResult> {
  const first = await ask(file);
  const answer = first instanceof ProcessDied ? await ask(file) : first;
  if (answer instanceof ProcessDied) {
    return failedStill(file, new MaskGateError('image-unreadable', answer.message));
  }
  if ('failure' in answer) throw new Error(answer.failure);
  return answer.result;
}
