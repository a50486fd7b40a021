import { seededRandom, shuffled } from '../support/random.ts';

export const SPLITS = ['train', 'validation', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** How photographs are dealt to the parts. */
export const SPLIT_MODES = ['stratified', 'random', 'folders'] as const;
export type SplitMode = (typeof SPLIT_MODES)[number];

/** Shares of the whole, 7:1:2. */
export const SPLIT_RATIOS: Readonly<Record<Split, number>> = {
  train: 0.7,
  validation: 0.1,
  test: 0.2,
};

export interface SplitItem {
  /** Items of one group, i.e. near-duplicates, stay in one part. */
  readonly group: number;
  /** Each stratum, e.g. a class of a data set, is dealt in the same ratios. */
  readonly stratum: string;
}

/**
 * Deals groups to the parts, one stratum at a time, so that each stratum comes close to the ratios.
 * A group counts for the stratum of its first item.
 * @returns the part of each item
 */
export function splitByGroup(items: readonly SplitItem[], seed: number): Split[] {
  const groups = new Map<number, number[]>();
  items.forEach(({ group }, i) => {
    groups.set(group, [...(groups.get(group) ?? []), i]);
  });
  const strata = new Map<string, number[][]>();
  for (const members of groups.values()) {
    const stratum = items[members[0] as number]?.stratum ?? '';
    strata.set(stratum, [...(strata.get(stratum) ?? []), members]);
  }
  const result: Split[] = new Array(items.length);
  [...strata.keys()].sort().forEach((stratum, number) => {
    const members = shuffled(strata.get(stratum) ?? [], seededRandom(seed, number));
    const total = members.reduce((sum, group) => sum + group.length, 0);
    const given: Record<Split, number> = { train: 0, validation: 0, test: 0 };
    for (const group of members) {
      const neediest = SPLITS.reduce((best, split) =>
        SPLIT_RATIOS[split] * total - given[split] > SPLIT_RATIOS[best] * total - given[best]
          ? split
          : best,
      );
      given[neediest] += group.length;
      for (const i of group) result[i] = neediest;
    }
  });
  return result;
}
