import { FINDER_SIZES, type FinderSize } from '../find/sizes.ts';
import type { Models } from '../model/models.ts';
import { type Measurement, measureNetworks } from './measure-networks.ts';

/** Frames a second that live pictures are looked at with, at least. */
const LEAST_FRAMES_PER_SECOND = 15;
/** Part of a frame's time that the networks may take: grabbing and drawing take some as well. */
const NETWORKS_SHARE = 0.8;
/** Judgements a frame: of two people, each is judged twice a second. */
const JUDGED_PER_FRAME = 4 / LEAST_FRAMES_PER_SECOND;
const BUDGET_MS = (1000 / LEAST_FRAMES_PER_SECOND) * NETWORKS_SHARE;

/**
 * The largest size of the finder's input at which the networks keep up with live pictures on the current
 * backend; the smallest where none does. Largest first: a fast graphics card compiles no other.
 * @param runs that are timed of each size
 * @param large what was measured of the largest size already
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
