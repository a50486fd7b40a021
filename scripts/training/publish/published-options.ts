import path from 'node:path';

/** Options that say where a run's files lie, not what it did. */
const PLACES = ['config', 'cache', 'models', 'publish', 'resume'];

/** What a manifest tells of a run's options: no paths, data sets by their folders' names. */
export function publishedOptions(options: {
  data: readonly string[];
  add: readonly string[];
}): Record<string, unknown> {
  const names = (folders: readonly string[]) =>
    folders.map((folder) => path.basename(path.resolve(folder)));
  const told = Object.entries(options).filter(([name]) => !PLACES.includes(name));
  return {
    ...Object.fromEntries(told),
    data: names(options.data),
    add: names(options.add),
  };
}

/**
 * The run that a published model came from, as its manifest tells it; where the run `name` published before,
 * the one before that.
 */
export function runBefore(
  training: Readonly<Record<string, unknown>> | undefined,
  name: string,
): unknown {
  return training?.name === name ? training.startedFrom : training;
}
