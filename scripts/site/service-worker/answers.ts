import type { RouteHandlerCallbackOptions, WorkboxPlugin } from 'workbox-core/types.js';
import type { PrecacheController } from 'workbox-precaching/PrecacheController.js';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst.js';

/** How long an answer of the network is waited for before the copy is taken, s. */
const NETWORK_LIMIT_SECONDS = 4;

/** A file that is named by its content: from any version's copy, else from the network. */
export async function keptFirst({ request }: RouteHandlerCallbackOptions): Promise<Response> {
  // A page that finds a file damaged asks past every copy.
  const kept =
    request.cache === 'reload' ? undefined : await caches.match(request, { ignoreVary: true });
  const response = kept ?? (await fetch(request));
  return request.destination === 'worker' ? withoutAddress(response) : response;
}

/**
 * A worker's address is that of its response. What it has to run stands behind the # of the address
 * that was asked for, which a copy lacks. Where a response has no address, the request's counts.
 */
function withoutAddress({ body, status, headers }: Response): Response {
  return new Response(body, { status, headers });
}

/** A file whose address stays, such as a page: from the network while it works, else from the copy. */
export function networkThenCopy(copy: PrecacheController): NetworkFirst {
  return new NetworkFirst({
    cacheName: copy.strategy.cacheName,
    networkTimeoutSeconds: NETWORK_LIMIT_SECONDS,
    plugins: [
      onlyWholeAnswers,
      {
        // `?backend=` and the like make no other page.
        cacheKeyWillBeUsed: async ({ request }) =>
          copy.getCacheKeyForURL(new URL(request.url).pathname) ?? request,
        // A copy is made whole, by the installation alone.
        cacheWillUpdate: async () => null,
      },
    ],
  });
}

/** The installer's settings: the newest that can be had, else the last that could be read. */
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
 * An answer counts when all of it has come. A fault of the server or of a proxy (5xx) gives way to the
 * copy, and is shown where there is none.
 */
const onlyWholeAnswers: WorkboxPlugin = {
  fetchDidSucceed: async ({ response, state }) => {
    // Nothing to wait for: a redirect, or an answer without a body.
    if (response.body === null) return response;
    const { status, statusText, headers } = response;
    const whole = new Response(await response.arrayBuffer(), { status, statusText, headers });
    if (status < 500) return whole;
    if (state) state.refused = whole;
    throw new Error(`The server answered ${status}`);
  },
  handlerDidError: async ({ state }) => state?.refused as Response | undefined,
};
