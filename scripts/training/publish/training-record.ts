import type { Blend } from '../blend.ts';
import type { Fitted } from '../fit.ts';
import type { TrainOptions } from '../options.ts';
import type { Start } from '../start-weights.ts';
import { publishedOptions, runBefore } from './published-options.ts';

/** What a manifest tells of a run and what came of it. */
export function trainingRecord(
  options: TrainOptions,
  { trainedBefore }: Start,
  { bestEpoch }: Fitted,
  { startShare }: Blend,
): Record<string, unknown> {
  return {
    ...publishedOptions(options),
    bestEpoch,
    ...(options.start === 'published' && {
      startedFrom: runBefore(trainedBefore, options.name),
      startShare,
    }),
  };
}
