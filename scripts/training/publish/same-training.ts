import { publishedOptions } from './published-options.ts';

/**
 * A run may go on from a published model only where both deal the photographs alike: otherwise the test part
 * of one was training for the other.
 * @param training what the published model's manifest tells of its run
 * @param names the options that must agree
 * @throws Error where one differs
 */
export function requireSameTraining<Options extends { data: readonly string[]; models: string }>(
  training: Readonly<Record<string, unknown>> | undefined,
  options: Options,
  names: readonly (keyof Options & string)[],
): void {
  const ours = publishedOptions(options);
  for (const name of names) {
    const [theirs, wanted] = [training?.[name], ours[name]].map((x) => JSON.stringify(x));
    if (theirs !== wanted) {
      throw new Error(
        `--start published: the model in ${options.models} was trained with ${name} ${theirs}, not ${wanted}: its training may have seen this test part`,
      );
    }
  }
}
