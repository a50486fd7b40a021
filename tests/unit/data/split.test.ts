import { describe, expect, it } from 'vitest';
import {
  SPLIT_RATIOS,
  SPLITS,
  type Split,
  type SplitItem,
  splitByGroup,
} from '@/scripts/data/split';
import { seededRandom } from '@/scripts/support/random';

/** 1,000 items or slightly more, in groups of 1 to 5, in three strata of different sizes. */
function items(): SplitItem[] {
  const random = seededRandom(3);
  const result: SplitItem[] = [];
  for (let group = 0; result.length < 1000; group++) {
    const draw = random();
    const stratum = draw < 0.6 ? 'common' : draw < 0.95 ? 'some' : 'rare';
    for (let n = 1 + Math.floor(random() * 5); n > 0; n--) result.push({ group, stratum });
  }
  return result;
}

function shareOf(splits: readonly Split[], split: Split): number {
  return splits.filter((s) => s === split).length / splits.length;
}

describe('splitByGroup', () => {
  it('never divides a group', () => {
    const all = items();
    const splits = splitByGroup(all, 1);
    const seen = new Map<number, Split>();
    all.forEach(({ group }, i) => {
      expect(splits[i]).toBe(seen.get(group) ?? splits[i]);
      seen.set(group, splits[i] as Split);
    });
  });

  it('approximates 7:1:2 in every stratum', () => {
    const all = items();
    const splits = splitByGroup(all, 1);
    for (const stratum of ['common', 'some', 'rare']) {
      const inside = splits.filter((_, i) => all[i]?.stratum === stratum);
      // The largest group has 5 items, so no part deviates by more.
      const tolerance = 5 / inside.length;
      for (const split of SPLITS) {
        expect(Math.abs(shareOf(inside, split) - SPLIT_RATIOS[split])).toBeLessThan(tolerance);
      }
    }
  });

  it('assigns every item to a split, even the only item of a stratum', () => {
    const splits = splitByGroup([{ group: 0, stratum: 'alone' }, ...items().map(shifted)], 1);
    expect(splits.every((split) => SPLITS.includes(split))).toBe(true);
  });

  it('is the same for the same seed, and differs for another seed', () => {
    const all = items();
    expect(splitByGroup(all, 1)).toEqual(splitByGroup(all, 1));
    expect(splitByGroup(all, 2)).not.toEqual(splitByGroup(all, 1));
  });

  it('keeps a group together that spans several strata', () => {
    const all = items().map((item) => ({ ...item, stratum: item.stratum }));
    const joined = all.map((item, i) => (i % 97 === 0 ? { ...item, group: 0 } : item));
    const splits = splitByGroup(joined, 1);
    const ofGroup = splits.filter((_, i) => joined[i]?.group === 0);
    expect(new Set(ofGroup).size).toBe(1);
  });
});

function shifted(item: SplitItem): SplitItem {
  return { ...item, group: item.group + 1 };
}
