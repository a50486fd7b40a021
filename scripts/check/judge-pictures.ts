import { availableParallelism, totalmem } from 'node:os';
import { pMapIterable } from 'p-map';
import { MaskGateError } from '../../lib/errors.ts';
import { failedStill, type StillResult } from '../../lib/stills/still-result.ts';
import { usesGraphicsCard } from '../engine/native-packages.ts';
import { openProcessPool, ProcessDied, type ProcessPool } from '../support/process-pool.ts';
import type { CheckerOptions } from './open-checker.ts';
import type { CheckAnswer } from './worker.ts';

/** Starting a process takes one to two seconds, in which a running one judges several pictures. */
const PICTURES_A_PROCESS = 12;
/** Bytes for each process. tfjs-node uses half of it, WebAssembly less. */
const MEMORY_A_PROCESS = 2 * 2 ** 30;
/** Results that may wait for a slow earlier picture, for each process. */
const WAITING_A_PROCESS = 8;

/**
 * Judges picture files, several at a time where there are many: both networks are too small to use
 * more than one core each. A file that crashes its process counts as an unreadable picture.
 * @returns results in the order of the files
 * @throws Error where no picture can be judged, e.g. without an engine or a model
 */
export async function* judgePictures(
  files: readonly string[],
  options: CheckerOptions,
): AsyncGenerator<StillResult> {
  const processes = processesFor(files.length, options);
  if (processes === 1) {
    // Loads the networks only in the process that uses them.
    const { openChecker } = await import('./open-checker.ts');
    const check = await openChecker(options);
    for (const file of files) yield await check(file);
    return;
  }
  const threads = Math.floor(availableParallelism() / processes);
  const pool: ProcessPool<string, CheckAnswer> = openProcessPool(
    new URL('worker.ts', import.meta.url),
    options,
    { threads },
  );
  try {
    yield* pMapIterable(files, (file) => checkIn(pool, file), {
      concurrency: processes,
      backpressure: WAITING_A_PROCESS * processes,
    });
  } finally {
    pool.close();
  }
}

function processesFor(pictures: number, { engine }: CheckerOptions): number {
  if (usesGraphicsCard(engine)) return 1;
  const most = [
    availableParallelism(),
    Math.floor(totalmem() / MEMORY_A_PROCESS),
    Math.ceil(pictures / PICTURES_A_PROCESS),
  ];
  return Math.max(1, Math.min(...most));
}

async function checkIn(pool: ProcessPool<string, CheckAnswer>, file: string): Promise<StillResult> {
  try {
    const answer = await pool.run(file);
    if ('failure' in answer) throw new Error(answer.failure);
    return answer.result;
  } catch (error) {
    if (!(error instanceof ProcessDied)) throw error;
    return failedStill(file, new MaskGateError('image-unreadable', error.message));
  }
}
