import type { QueueState } from '@/lib/stills/still-queue';

export interface QueueProgress {
  readonly done: number;
  /** Without cancelled pictures. */
  readonly wanted: number;
  readonly stopped: number;
  /** Null before the first picture. */
  readonly picturesPerSecond: number | null;
  /** Whole seconds; null before the first picture. */
  readonly secondsLeft: number | null;
}

export function queueProgress({ stills, pictureMs }: QueueState): QueueProgress {
  const done = stills.filter(({ state }) => state === 'judged').length;
  const stopped = stills.filter(({ state }) => state === 'stopped').length;
  const wanted = stills.length - stopped;
  return {
    done,
    wanted,
    stopped,
    picturesPerSecond: pictureMs === null ? null : 1000 / Math.max(1, pictureMs),
    secondsLeft: pictureMs === null ? null : Math.ceil(((wanted - done) * pictureMs) / 1000),
  };
}
