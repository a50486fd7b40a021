import type { BrowserContext } from 'playwright-core';

/** The versions of service workers in a browser's context, as its developer tools list them. */
export interface WorkerVersions {
  /** How many versions were given up or replaced so far. */
  readonly redundant: () => number;
  /** Whether a version is being installed, or waits. */
  readonly pending: () => boolean;
  /** The version in force; null where there is none. */
  readonly active: () => string | null;
}

/**
 * Watches from now on. A page's own view of its registration is unreliable: it shows an
 * installation only a moment after the installation has begun.
 */
export async function watchServiceWorkers(context: BrowserContext): Promise<WorkerVersions> {
  const session = await context.newCDPSession(await context.newPage());
  const statuses = new Map<string, string>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, status } of versions) statuses.set(versionId, status);
  });
  await session.send('ServiceWorker.enable');
  const idsOf = (...wanted: string[]) =>
    [...statuses].filter(([, status]) => wanted.includes(status)).map(([id]) => id);
  return {
    redundant: () => idsOf('redundant').length,
    pending: () => idsOf('new', 'installing', 'installed', 'activating').length > 0,
    active: () => idsOf('activated').at(-1) ?? null,
  };
}
