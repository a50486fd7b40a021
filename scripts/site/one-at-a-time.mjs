import { setTimeout } from 'node:timers/promises';

/** How often a build that waits looks again. */
const LOOK_MS = 1000;
/** A build that was killed lets its lock age; another one takes it over after this time. */
const STALE_MS = 15_000;
/** How long a build waits for another one. */
const LONGEST_WAIT_MS = 1_800_000;

/**
 * Does some work while no other process does any on the same folder: Next.js has one folder for what
 * it writes.
 * @param {string} folder
 * @param {(sentence: string) => void} say
 * @param {() => Promise<void>} work
 * @throws Error with a readable message where the folder is read-only, or packages for it are missing
 */
export async function oneAtATime(folder, say, work) {
  // Only builds need it: `npm ci --omit=dev` leaves it out.
  const { default: lockfile } = await import('proper-lockfile').catch(throwSentence);
  const release = await takeTurn(() => lockfile.lock(folder, { stale: STALE_MS }), say);
  try {
    await work();
  } finally {
    await release();
  }
}

/** Waits while another process has the lock. Any other error ends it at once. */
async function takeTurn(lock, say) {
  for (let waitedMs = 0; ; waitedMs += LOOK_MS) {
    try {
      return await lock();
    } catch (error) {
      if (error.code !== 'ELOCKED' || waitedMs >= LONGEST_WAIT_MS) return throwSentence(error);
    }
    if (waitedMs === 0) say('Another build is at work: waiting for it.');
    await setTimeout(LOOK_MS);
  }
}

/** @param {NodeJS.ErrnoException} error @returns {never} */
export function throwSentence(error) {
  switch (error.code) {
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      throw new Error(`This user may not write here (${error.code}).`);
    case 'ERR_MODULE_NOT_FOUND':
      throw new Error('The packages that a build needs are missing: `npm ci` installs them.');
    case 'ELOCKED':
      throw new Error('Another build does not end.');
    default:
      throw error;
  }
}
