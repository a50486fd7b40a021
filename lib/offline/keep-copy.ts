import { SERVICE_WORKER_PATH } from '../site-paths.ts';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Has the browser keep a copy of this version of the site. Where that fails (the network breaks off, the
 * disk is full, an update comes in between) it is tried again after a minute, then ever more rarely, for
 * as long as the page is open. A try takes up the files that the one before has kept.
 * @param signal ends the tries
 */
export async function keepCopy(
  container: ServiceWorkerContainer,
  signal: AbortSignal,
): Promise<void> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    if (await tryToKeep(container)) return;
    await pause(pauseMs, signal);
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
}

/** @returns whether there is a copy of what the server has now, or the browser wants none */
async function tryToKeep(container: ServiceWorkerContainer): Promise<boolean> {
  try {
    const registration = await container.register(SERVICE_WORKER_PATH, { updateViaCache: 'none' });
    // Where this very script is in force already, `register` looks for no other.
    await registration.update();
    const { installing } = registration;
    return !installing || (await isInstalled(installing));
  } catch (error) {
    // Some private windows refuse; they will not change their mind.
    return error instanceof DOMException && error.name === 'SecurityError';
  }
}

function isInstalled(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === 'installing') return;
      worker.removeEventListener('statechange', look);
      resolve(worker.state !== 'redundant');
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
