/** A process of `npm run check`: judges the pictures that its parent sends. */
import type { StillResult } from '../../lib/stills/still-result.ts';
import { answerJobs } from '../support/process-pool.ts';
import { type CheckerOptions, openChecker } from './open-checker.ts';

/** The result of a picture, or the reason why none can be judged. */
export type CheckAnswer = { readonly result: StillResult } | { readonly failure: string };

answerJobs((options: CheckerOptions) => {
  const opened = openChecker(options);
  // The job that waits for it reports the error.
  opened.catch(() => {});
  return async (file: string): Promise<CheckAnswer> => {
    try {
      const check = await opened;
      return { result: await check(file) };
    } catch (error) {
      return { failure: error instanceof Error ? error.message : String(error) };
    }
  };
});
