import type { RouteHandlerCallbackOptions, WorkboxPlugin } from 'workbox-core/types.js';
import type { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';

/** How long to wait for the network before using the copy, s. */
const NETWORK_LIMIT_SECONDS = 4;

/**
 * Answers a request for a file named by its content: from the copy of any version, else from the
 * network.
 */
export async function keptFirst({ request }: RouteHandlerCallbackOptions): Promise<Response> {
  // A page that finds a damaged file asks for a fresh one.
  const kept =
    request.cache === 'reload' ? undefined : await caches.match(request, { ignoreVary: true });
  const response = kept ?? (await fetch(request));
  return request.destination === 'worker' ? withoutAddress(response) : response;
}

/**
 * The address of a worker is that of its response. The fragment (#) of the requested address tells
 * the worker which script to run, and a copy lacks this fragment. A response without an address
 * makes the browser use the request's.
 */
function withoutAddress({ body, status, headers }: Response): Response {
  return new Response(body, { status, headers });
}

/**
 * Answers a request for a file at a fixed address, such as a page: from the network, or from the
 * copy where the network fails.
 */
export function networkThenCopy(copy: PrecacheController): NetworkFirst {
  return new NetworkFirst({
    cacheName: copy.strategy.cacheName,
    networkTimeoutSeconds: NETWORK_LIMIT_SECONDS,
    plugins: [
      onlyWholeAnswers,
      {
        // Parameters such as `?backend=` do not change the page.
        cacheKeyWillBeUsed: async ({ request }) => keyInCopy(copy, new URL(request.url)) ?? request,
        // Only the installation fills a copy, completely.
        cacheWillUpdate: async () => null,
      },
    ],
  });
}

/**
 * The key of a file in the copy; undefined for a file that is not in it. Some web servers put a slash
 * after a page's address.
 */
export function keyInCopy(copy: PrecacheController, { pathname }: URL): string | undefined {
  return (
    copy.getCacheKeyForURL(pathname) ?? copy.getCacheKeyForURL(pathname.replace(/(.)\/$/, '$1'))
  );
}

/** The installer's settings: the newest from the network, else the last readable ones. */
export function latestSettings(cacheName: string): NetworkFirst {
  return new NetworkFirst({
    cacheName,
    networkTimeoutSeconds: NETWORK_LIMIT_SECONDS,
    plugins: [
      onlyWholeAnswers,
      { cacheWillUpdate: async ({ response }) => ((await isSettings(response)) ? response : null) },
    ],
  });
}

export async function isSettings(response: Response): Promise<boolean> {
  if (response.status !== 200) return false;
  return response
    .clone()
    .json()
    .then(
      () => true,
      () => false,
    );
}

/**
 * An answer counts once all of it has arrived. An error of the server or of a proxy (5xx) counts
 * only where there is no copy.
 */
const onlyWholeAnswers: WorkboxPlugin = {
  fetchDidSucceed: async ({ response, state }) => {
    // A redirect or an answer without a body is complete.
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const whole = new Response(await response.arrayBuffer(), { status, statusText, headers });
    if (status < 500) return whole;
    if (state) state.refused = whole;
    throw new Error(`The server answered ${status}`);
  },
  handlerDidError: async ({ state }) => state?.refused as Response | undefined,
};
