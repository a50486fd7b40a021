import { publishedOptions } from './published-options.ts';

/**
 * A run may go on from a published model only where both deal the photographs alike: otherwise the test part
 * of one was training for the other. Further data (`add`) are dealt after the first ones, so ours may go
 * beyond those that the model was trained on; models from before there was such an option had none.
 * @param training what the published model's manifest tells of its run
 * @param names the options that must agree
 * @throws Error where one differs
 */
export function requireSameTraining<
  Options extends { data: readonly string[]; add: readonly string[]; models: string },
>(
  training: Readonly<Record<string, unknown>> | undefined,
  options: Options,
  names: readonly (keyof Options & string)[],
): void {
  const theirs: Record<string, unknown> = { add: [], ...training };
  const ours = publishedOptions(options);
  const shared: Record<string, unknown> = {
    ...ours,
    add: [ours.add].flat().slice(0, [theirs.add].flat().length),
  };
  for (const name of [...names, 'add'] as const) {
    const [before, wanted] = [theirs[name], shared[name]].map((x) => JSON.stringify(x));
    if (before !== wanted) {
      throw new Error(
        `--start published: the model in ${options.models} was trained with ${name} ${before}, not ${wanted}: its training may have seen this test part`,
      );
    }
  }
}
