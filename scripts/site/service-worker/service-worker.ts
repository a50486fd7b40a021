import { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { registerRoute } from 'workbox-routing/registerRoute.js';
import { isNamedByContent } from '../headers.mjs';
import { isSettings, keptFirst, latestSettings, networkThenCopy } from './answers.ts';
import { dropUnusedCopies, takeOverFiles } from './copies.ts';
import type { OfflineCopy } from './offline-copy.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written in by the build: `scripts/site/publish/service-worker.mjs`. */
declare const OFFLINE_COPY: OfflineCopy;

const SETTINGS_CACHE = 'maskgate-settings';

/**
 * Keeps one version of the site on the device, whole or not at all, so that it opens without a
 * network. Each version has a cache of its own. Every file is held to its sha256 before it is kept: a
 * file that is cut off, or is of another version, ends the installation, and the version before stays
 * in force. The next try takes up what is there.
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
    // The disk is full: half a copy is of no use, and the kiosk's records need the room.
    if (error instanceof DOMException && error.name === 'QuotaExceededError') {
      await caches.delete(name);
    }
    throw error;
  }
  await keepSettings();
  // Pages of the version before keep their files: see `dropUnusedCopies`.
  await self.skipWaiting();
}

/** The kiosk may be opened for the first time without a network. Its page says what is wrong with them. */
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
  ({ url, sameOrigin }) => sameOrigin && copy.getCacheKeyForURL(url.pathname) !== undefined,
  networkThenCopy(copy),
);
