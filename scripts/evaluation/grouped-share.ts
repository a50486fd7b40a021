import { seededRandom } from '../support/random.ts';
import { type Interval, type Share, share } from '../training/report/metrics.ts';

/** What one group adds to a share: faces of one photograph or person stand or fall together. */
interface GroupSum {
  readonly hits: number;
  readonly n: number;
}

export interface GroupedItem {
  readonly group: number;
  readonly hit: boolean;
}

/** A count for each picture, e.g. of false boxes. */
export interface Rate {
  readonly mean: number;
  /** 95% */
  readonly interval: Interval;
}

const RESAMPLES = 1000;
const SEED = 1;
/** With fewer groups the resamples repeat each other, and the interval would be too narrow. */
const FEWEST_GROUPS = 10;

/** The share of hits with the 95% interval of a bootstrap over groups (Efron 1979), seeded. */
export function groupedShare(items: readonly GroupedItem[]): Share {
  const sums = new Map<number, GroupSum>();
  for (const { group, hit } of items) {
    const { hits, n } = sums.get(group) ?? { hits: 0, n: 0 };
    sums.set(group, { hits: hits + (hit ? 1 : 0), n: n + 1 });
  }
  const hits = items.filter(({ hit }) => hit).length;
  if (items.length === 0) return share(0, 0);
  return {
    share: hits / items.length,
    n: items.length,
    interval: ratioInterval([...sums.values()]),
  };
}

/** The mean of counts with its interval, by the same bootstrap. @param counts one each picture */
export function groupedRate(counts: readonly { group: number; count: number }[]): Rate {
  const sums = new Map<number, GroupSum>();
  for (const { group, count } of counts) {
    const { hits, n } = sums.get(group) ?? { hits: 0, n: 0 };
    sums.set(group, { hits: hits + count, n: n + 1 });
  }
  if (counts.length === 0) return { mean: 0, interval: { low: 0, high: 0 } };
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return { mean: total / counts.length, interval: ratioInterval([...sums.values()]) };
}

/** Of the sum of hits by the sum of n. */
function ratioInterval(groups: readonly GroupSum[]): Interval {
  const ratio = ratioOf(groups);
  const allAlike = groups.every(({ hits, n }) => Math.abs(hits - ratio * n) < 1e-9);
  // Resamples of groups that are all alike show no spread: Wilson's interval of the groups does.
  if ((allAlike || groups.length < FEWEST_GROUPS) && ratio <= 1) {
    return share(ratio * groups.length, groups.length).interval;
  }
  const random = seededRandom(SEED, groups.length);
  const ratios = Array.from({ length: RESAMPLES }, () =>
    ratioOf(groups.map(() => groups[Math.floor(random() * groups.length)] as GroupSum)),
  ).sort((a, b) => a - b);
  const at = (part: number) => ratios[Math.round(part * (RESAMPLES - 1))] as number;
  return { low: at(0.025), high: at(0.975) };
}

function ratioOf(groups: readonly GroupSum[]): number {
  let [hits, n] = [0, 0];
  for (const group of groups) {
    hits += group.hits;
    n += group.n;
  }
  return hits / n;
}
