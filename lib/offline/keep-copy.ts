import { SERVICE_WORKER_PATH } from '../site-paths.ts';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * Makes the browser keep a copy of this version of the site. If that fails (network, full disk, an
 * update in between), it tries again after a minute and then with longer delays, while the page is
 * open. Each try continues with the files of the last one.
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

/** @returns whether there is a copy of the server's version, or the browser refuses one */
async function tryToKeep(container: ServiceWorkerContainer): Promise<boolean> {
  try {
    const registration = await container.register(SERVICE_WORKER_PATH, { updateViaCache: 'none' });
    // `register` does not look for a new script if this one is active.
    await registration.update();
    const { installing } = registration;
    return !installing || (await isInstalled(installing));
  } catch (error) {
    // Some private windows refuse, and will refuse again.
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
