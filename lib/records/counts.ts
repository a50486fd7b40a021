import type { Verdict } from '../vision/labels.ts';

/** People of an hour or a day. Each person counts under the last verdict. */
export type Counts = Readonly<Record<Verdict | 'people' | 'passed', number>>;

export const COUNT_NAMES = [
  'people',
  'passed',
  'with_mask',
  'without_mask',
  'incorrect_mask',
  'unsure',
] as const satisfies readonly (keyof Counts)[];

/** Whether a count is of people with one verdict, not of people in general. */
export function isVerdictCount(name: keyof Counts): name is Verdict {
  return name !== 'people' && name !== 'passed';
}

export const NO_COUNTS: Counts = {
  people: 0,
  passed: 0,
  with_mask: 0,
  without_mask: 0,
  incorrect_mask: 0,
  unsure: 0,
};

export function addCounts(counts: Counts, change: Partial<Counts>): Counts {
  const sum = (name: keyof Counts) => counts[name] + (change[name] ?? 0);
  return Object.fromEntries(COUNT_NAMES.map((name) => [name, sum(name)])) as unknown as Counts;
}

export function total(records: readonly Counts[]): Counts {
  return records.reduce<Counts>((sum, record) => addCounts(sum, record), NO_COUNTS);
}
