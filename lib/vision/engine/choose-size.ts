import { FINDER_SIZES, type FinderSize } from '../find/sizes.ts';
import type { Models } from '../model/models.ts';
import { type Measurement, measureNetworks } from './measure-networks.ts';

/** Least frame rate of live pictures. */
const LEAST_FRAMES_PER_SECOND = 15;
/** Share of a frame's time for the networks. Taking and drawing the frame need time as well. */
const NETWORKS_SHARE = 0.8;
/** Judgements for each frame: two people, each judged twice a second. */
const JUDGED_PER_FRAME = 4 / LEAST_FRAMES_PER_SECOND;
const BUDGET_MS = (1000 / LEAST_FRAMES_PER_SECOND) * NETWORKS_SHARE;

/**
 * The largest size of the finder's input at which the networks keep up with live pictures on the
 * current backend, or the smallest. The largest is tried first: a fast graphics card then compiles
 * no other.
 * @param runs number of timed runs for each size
 * @param large measurement of the largest size
 */
export async function chooseSize(
  models: Models,
  runs: number,
  large?: Measurement,
): Promise<FinderSize> {
  const [smallest, ...larger] = FINDER_SIZES;
  for (const size of larger.reverse()) {
    const known = size === 'large' ? large : undefined;
    if (keepsUp(known ?? (await measureNetworks(models, runs, size)))) return size;
  }
  return smallest;
}

function keepsUp({ ms, findMs }: Measurement): boolean {
  return findMs + (ms - findMs) * JUDGED_PER_FRAME <= BUDGET_MS;
}
