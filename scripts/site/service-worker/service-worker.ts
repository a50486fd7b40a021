import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { registerRoute } from 'workbox-routing/registerRoute.js';
import { isNamedByContent } from '../headers.mjs';
import { isSettings, keptFirst, keyInCopy, latestSettings, networkThenCopy } from './answers.ts';
import { dropUnusedCopies, takeOverFiles } from './copies.ts';
import type { OfflineCopy } from './offline-copy.ts';

declare const self: ServiceWorkerGlobalScope;
/** The build inserts it: `scripts/site/publish/service-worker.mjs`. */
declare const OFFLINE_COPY: OfflineCopy;

const SETTINGS_CACHE = 'maskgate-settings';

/**
 * Keeps one version of the site on the device, completely or not at all, so that it opens without a
 * network. Each version has its own cache. The sha256 of every file is checked before the file is
 * kept: a truncated file, or one of another version, ends the installation and the former version
 * stays active. The next attempt continues with the files already there.
 */
const { name, basePath, files } = OFFLINE_COPY;
const settingsPath = `${basePath}/kiosk.json`;
const copy = new PrecacheController({ cacheName: name, fallbackToNetwork: false });
copy.addToCacheList([...files]);

self.addEventListener('install', (event) => {
  event.waitUntil(install(event));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropUnusedCopies(OFFLINE_COPY).then(() => self.clients.claim()));
});

async function install(event: ExtendableEvent): Promise<void> {
  try {
    await takeOverFiles(name, files);
    await copy.install(event);
  } catch (error) {
    // The disk is full: an incomplete copy is useless, and the kiosk's records need the space.
    if (error instanceof DOMException && error.name === 'QuotaExceededError') {
      await caches.delete(name);
    }
    throw error;
  }
  await keepSettings();
  // Open pages of the former version keep their files: see `dropUnusedCopies`.
  await self.skipWaiting();
}

/** The kiosk may first be opened without a network. Its page reports problems of the settings. */
async function keepSettings(): Promise<void> {
  const response = await fetch(settingsPath, { cache: 'no-store' }).catch(() => null);
  if (!response || !(await isSettings(response))) return;
  const cache = await caches.open(SETTINGS_CACHE);
  await cache.put(settingsPath, response);
}

registerRoute(
  ({ url, sameOrigin }) => sameOrigin && isNamedByContent(url.pathname.slice(basePath.length)),
  keptFirst,
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === settingsPath,
  latestSettings(SETTINGS_CACHE),
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && keyInCopy(copy, url) !== undefined,
  networkThenCopy(copy),
);
