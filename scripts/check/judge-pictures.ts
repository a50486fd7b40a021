import { availableParallelism, totalmem } from 'node:os';
import { pMapIterable } from 'p-map';
import { MaskGateError } from '../../lib/errors.ts';
import { failedStill, type StillResult } from '../../lib/stills/still-result.ts';
import { usesGraphicsCard } from '../engine/native-packages.ts';
import { openProcessPool, ProcessDied, type ProcessPool } from '../support/process-pool.ts';
import type { CheckerOptions } from './open-checker.ts';
import type { CheckAnswer } from './worker.ts';

/** A process takes a second or two to start, in which one that runs judges several pictures. */
const PICTURES_A_PROCESS = 12;
/** Bytes. A process takes half of it with tfjs-node, less in WebAssembly. */
const MEMORY_A_PROCESS = 2 * 2 ** 30;
/** Results that may wait for a slow picture before them, a process. */
const WAITING_A_PROCESS = 8;

/**
 * Judges picture files, several at once where there are many: both networks are too small to fill more
 * than one core. A file that ends its process is an unreadable picture.
 * @returns results in the order of the files
 * @throws Error where no picture can be judged, e.g. for want of an engine or a model
 */
export async function* judgePictures(
  files: readonly string[],
  options: CheckerOptions,
): AsyncGenerator<StillResult> {
  const processes = processesFor(files.length, options);
  if (processes === 1) {
    // Networks are loaded where they run, and nowhere else.
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
