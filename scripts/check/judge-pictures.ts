import type { StillResult } from '../../lib/stills/still-result.ts';
import type { CheckerOptions } from './open-checker.ts';
import { mostProcesses, type Names, openPicturePool } from './picture-pool.ts';

/** Starting a process takes one to two seconds, in which a running one judges several pictures. */
const PICTURES_A_PROCESS = 12;

/**
 * Judges picture files, several at a time where there are many: both networks are too small to use
 * more than one core each. A file that crashes its process twice counts as an unreadable picture.
 * @param count how many files there are; Infinity where nobody knows
 * @returns results in the order of the files
 * @throws Error where no picture can be judged, e.g. without an engine or a model
 */
export async function* judgePictures(
  files: Names,
  count: number,
  options: CheckerOptions,
): AsyncGenerator<StillResult> {
  const useful = Math.max(1, Math.ceil(count / PICTURES_A_PROCESS));
  const processes = Math.min(mostProcesses(options), useful);
  if (processes === 1) {
    // Loads the networks only in the process that uses them.
    const { openChecker } = await import('./open-checker.ts');
    const check = await openChecker(options);
    for await (const file of files) yield await check(file);
    return;
  }
  const pool = openPicturePool(options, processes);
  try {
    yield* pool.judge(files);
  } finally {
    pool.close();
  }
}
