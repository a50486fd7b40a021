import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

const SCRIPT = readFileSync('public/service-worker.js', 'utf8');
const ORIGIN = 'https://site.test';

interface FakeRequest {
  readonly url: string;
  readonly method: string;
  readonly mode?: string;
}

/** Caches by name, each by address. */
type Caches = Map<string, Map<string, Response>>;

/** The script of a version in a browser of a test: its caches, and a network that may be off. */
function install(version: string, caches: Caches, network: (url: string) => Response) {
  const listeners = new Map<string, (event: unknown) => void>();
  const address = (request: FakeRequest | string) =>
    new URL(typeof request === 'string' ? request : request.url, ORIGIN).href;
  const fetch = async (request: FakeRequest | string) => network(address(request));
  const open = async (name: string) => {
    const cache = caches.get(name) ?? new Map<string, Response>();
    caches.set(name, cache);
    return {
      put: async (request: FakeRequest, response: Response) =>
        cache.set(address(request), response),
      addAll: async (requests: readonly FakeRequest[]) => {
        for (const request of requests) cache.set(address(request), await fetch(request));
      },
    };
  };
  const match = async (request: FakeRequest, { ignoreSearch = false } = {}) => {
    const bare = (url: string) => (ignoreSearch ? url.split('?')[0] : url);
    for (const cache of caches.values()) {
      for (const [url, response] of cache) {
        if (bare(url) === bare(address(request))) return response.clone();
      }
    }
    return undefined;
  };
  const self = {
    location: new URL(`${ORIGIN}/service-worker.js?v=${version}`),
    addEventListener: (type: string, listener: (event: unknown) => void) =>
      listeners.set(type, listener),
    skipWaiting: async () => undefined,
    clients: { claim: async () => undefined },
  };
  const cacheStorage = {
    open,
    match,
    keys: async () => [...caches.keys()],
    delete: async (name: string) => caches.delete(name),
  };
  class Request {
    readonly method = 'GET';
    constructor(readonly url: string) {}
  }
  runInContext(
    SCRIPT,
    createContext({ self, fetch, caches: cacheStorage, Request, Response, URL, Promise }),
  );

  const send = async (type: string, extra: object = {}) => {
    let answer: unknown;
    const keep = (promise: unknown) => {
      answer = promise;
    };
    listeners.get(type)?.({ ...extra, waitUntil: keep, respondWith: keep });
    return (await answer) as Response | undefined;
  };
  return {
    start: async () => {
      await send('install');
      await send('activate');
    },
    get: async (path: string, mode = 'no-cors') => {
      const request = { url: new URL(path, ORIGIN).href, method: 'GET', mode };
      return (await send('fetch', { request }))?.text();
    },
  };
}

function site(version: string): (url: string) => Response {
  return (url) => {
    const path = url.slice(ORIGIN.length);
    const files = ['/', `/_next/static/${version}.js`, `/models/weights.bin?v=${version}`];
    if (path === '/offline-files.json') return Response.json(files);
    return new Response(`${path} of ${version}`);
  };
}

const OFFLINE = () => {
  throw new TypeError('no network');
};

describe('the service worker', () => {
  it('serves pages, code and models without a network', async () => {
    const caches: Caches = new Map();
    await install('one', caches, site('one')).start();
    const { get } = install('one', caches, OFFLINE);
    expect(await get('/', 'navigate')).toBe('/ of one');
    expect(await get('/?backend=wasm', 'navigate')).toBe('/ of one');
    expect(await get('/_next/static/one.js')).toBe('/_next/static/one.js of one');
    expect(await get('/models/weights.bin?v=one')).toBe('/models/weights.bin?v=one of one');
  });

  it('shows no stale page after an update, and no model of another version', async () => {
    const caches: Caches = new Map();
    await install('one', caches, site('one')).start();
    const before = install('one', caches, site('two'));
    expect(await before.get('/', 'navigate')).toBe('/ of two');
    expect(await before.get('/models/weights.bin?v=two')).toBe('/models/weights.bin?v=two of two');
  });

  it('drops the version before once the new one is complete', async () => {
    const caches: Caches = new Map();
    await install('one', caches, site('one')).start();
    await install('two', caches, site('two')).start();
    expect([...caches.keys()]).toEqual(['maskgate two']);
    const { get } = install('two', caches, OFFLINE);
    expect(await get('/', 'navigate')).toBe('/ of two');
    await expect(get('/_next/static/one.js')).rejects.toThrow('no network');
  });

  it('keeps out of requests to others and of what is no reading', async () => {
    const { get } = install('one', new Map(), OFFLINE);
    expect(await get('https://other.test/file')).toBeUndefined();
  });
});
