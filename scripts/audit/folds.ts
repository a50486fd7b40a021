import { seededRandom, shuffled } from '../support/random.ts';

/**
 * Deals photographs to folds. Those of one group go to one fold, and each stratum is spread evenly; a group
 * counts for the stratum of its first photograph.
 * @param groups number of the group of each photograph
 * @param strata of each photograph
 * @returns the fold of each photograph, 0 to `folds` - 1
 * @throws Error where there are fewer groups than folds
 */
export function foldsOf(
  groups: readonly number[],
  strata: readonly string[],
  folds: number,
  seed: number,
): number[] {
  const members = new Map<number, number[]>();
  groups.forEach((group, i) => {
    members.set(group, [...(members.get(group) ?? []), i]);
  });
  if (members.size < folds) {
    throw new Error(
      `--folds ${folds} needs as many photographs that are no copies of one another: there are ${members.size}`,
    );
  }
  const given = new Map<string, number[]>();
  const total = new Array<number>(folds).fill(0);
  const fold = new Array<number>(groups.length).fill(0);
  for (const photographs of shuffled([...members.values()], seededRandom(seed, 31))) {
    const stratum = strata[photographs[0] as number] as string;
    const own = given.get(stratum) ?? new Array<number>(folds).fill(0);
    given.set(stratum, own);
    const [chosen = 0] = [...own.keys()].sort(
      (a, b) =>
        (own[a] as number) - (own[b] as number) || (total[a] as number) - (total[b] as number),
    );
    own[chosen] = (own[chosen] as number) + photographs.length;
    total[chosen] = (total[chosen] as number) + photographs.length;
    for (const i of photographs) fold[i] = chosen;
  }
  return fold;
}
