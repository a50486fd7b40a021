import type { CopiedFile, OfflineCopy } from './offline-copy.ts';

/** Prefix of the caches of releases before November 2026. */
const EARLIER_PREFIX = 'maskgate ';

/** Copies files that other versions have and that are named by their content. */
export async function takeOverFiles(
  cacheName: string,
  files: readonly CopiedFile[],
): Promise<void> {
  const cache = await caches.open(cacheName);
  for (const { url, revision } of files) {
    if (revision !== null || (await cache.match(url))) continue;
    const kept = await caches.match(url);
    if (kept) await cache.put(url, kept);
  }
}

/**
 * Deletes the copies of versions without an open page. An open tab still loads files of its own
 * version, also without a network.
 */
export async function dropUnusedCopies({ name: own, prefix }: OfflineCopy): Promise<void> {
  const { held = [] } = await navigator.locks.query();
  const inUse = new Set([own, ...held.map(({ name }) => name)]);
  const unused = (await caches.keys()).filter(
    (name) => (name.startsWith(prefix) || name.startsWith(EARLIER_PREFIX)) && !inUse.has(name),
  );
  await Promise.all(unused.map((name) => caches.delete(name)));
}
