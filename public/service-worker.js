/**
 * Keeps the site on the device, so that it opens without a network. Compiled files and models carry
 * their content in their address: what is kept of them is never stale. Pages do not, so they come
 * from the network while there is one. Each version of the site has a cache of its own, named by the
 * address that this script was registered with; the one before goes when the new one is complete.
 */
const CACHE = `maskgate ${new URL(self.location.href).searchParams.get('v')}`;

self.addEventListener('install', (event) => {
  event.waitUntil(keepSite().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOthers().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== self.location.origin) return;
  event.respondWith(isNamedByContent(address) ? keptFirst(request) : networkFirst(request));
});

async function keepSite() {
  const files = await (await fetch('/offline-files.json', { cache: 'no-store' })).json();
  const cache = await caches.open(CACHE);
  // What the browser kept of a page may be of the version before.
  const requests = files.map((file) => {
    const named = isNamedByContent(new URL(file, self.location.origin));
    return new Request(file, { cache: named ? 'default' : 'reload' });
  });
  await cache.addAll(requests);
}

/** Whether another content would have another address. */
function isNamedByContent({ pathname, searchParams }) {
  return pathname.startsWith('/_next/static/') || searchParams.has('v');
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function keptFirst(request) {
  return (await caches.match(request)) ?? fetchAndKeep(request);
}

async function networkFirst(request) {
  try {
    return await fetchAndKeep(request);
  } catch (error) {
    // `?backend=` and the like make no other page.
    const kept = await caches.match(request, { ignoreSearch: request.mode === 'navigate' });
    if (kept) return kept;
    throw error;
  }
}

async function fetchAndKeep(request) {
  const response = await fetch(request);
  if (response.status === 200) {
    const cache = await caches.open(CACHE);
    await cache.put(request, response.clone());
  }
  return response;
}
