import type { Split } from '../split.ts';

/** What the parts of data that are split on disk are called, in any case. */
const PART_NAMES: Readonly<Record<string, Split>> = {
  train: 'train',
  training: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  test: 'test',
  testing: 'test',
};

/** The part that a word names: `train`, `Training Set`, `train2017`, `val_images`. */
export function partOfName(name: string): { part?: Split } {
  const letters = name.toLowerCase().replace(/[^a-z]/g, '');
  const part = PART_NAMES[letters.replace(/(set|data|dataset|images|labels|annotations)$/, '')];
  return part ? { part } : {};
}

/** The part of a split that a path belongs to, by the first of its folders that names one. */
export function partOfPath(name: string): { part?: Split } {
  for (const folder of name.split('/').slice(0, -1)) {
    const named = partOfName(folder);
    if (named.part) return named;
  }
  return {};
}

/**
 * The part that a list of pictures and boxes is of: by its folders, else by a word of its own name, as
 * `instances_train2017.json` and `test_labels.csv` have one.
 */
export function partOfList(list: string): { part?: Split } {
  const words = (list.split('/').at(-1) ?? '').split(/[^A-Za-z]+/);
  const byName = words.map(partOfName).find(({ part }) => part) ?? {};
  return { ...byName, ...partOfPath(list) };
}
