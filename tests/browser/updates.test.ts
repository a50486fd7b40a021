import { createHash } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { type Fault, type FaultyProxy, startFaultyProxy } from '../harness/servers/faulty-proxy.ts';
import { NEXT_MARK, serveTwoVersions, type TwoVersions } from '../harness/servers/next-version.ts';
import { type WorkerVersions, watchServiceWorkers } from '../harness/service-workers.ts';

const LIMIT_MS = 180_000;
/** Longest wait for a page while the network hangs: the 4 s limit, plus the page itself. */
const HANGING_LIMIT_MS = 10_000;
/** The origin's storage quota for a full disk: less than the copy needs. */
const FULL_DISK_BYTES = 2_000_000;

let versions: TwoVersions;
let browser: Browser;
beforeAll(async () => {
  versions = await serveTwoVersions();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
  await versions.now.stop();
  await versions.next.stop();
  await versions.remove();
});

let proxy: FaultyProxy;
let context: BrowserContext;
let workers: WorkerVersions;
beforeEach(async () => {
  proxy = await startFaultyProxy(versions.now.url);
  context = await browser.newContext({ locale: 'en-US' });
  workers = await watchServiceWorkers(context);
});
afterEach(async () => {
  await context.close();
  await proxy.stop();
});

const always = (fault: Fault) => () => fault;
const never = () => null;
const isModel = (path: string) => path.startsWith('/models/');

/** Opens a page without an engine and starts its copy; the page itself would wait some seconds. */
async function openAbout(search = ''): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${proxy.url}/about${search}`);
  await page.evaluate(() => {
    navigator.serviceWorker
      .register('/service-worker.js', { updateViaCache: 'none' })
      .catch(() => undefined);
  });
  return page;
}

/** Waits until a copy is in force: a page has its worker while the browser still activates it. */
async function untilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
    timeout: LIMIT_MS,
  });
  const isInForce = () => workers.active() !== null && !workers.pending();
  await expect.poll(isInForce, { timeout: LIMIT_MS }).toBe(true);
}

/**
 * Waits until the browser has begun an installation and given it up.
 * @param before how many versions were redundant before it began
 */
async function untilRefused(before = 0): Promise<void> {
  const refused = () => workers.redundant() > before && !workers.pending();
  await expect.poll(refused, { timeout: LIMIT_MS }).toBe(true);
}

/** Reloads until the next version is shown: a slow machine may exceed the network's 4 s limit. */
async function untilNext(page: Page): Promise<void> {
  const isShown = async () => {
    await page.reload();
    return isNext(page);
  };
  await expect.poll(isShown, { timeout: LIMIT_MS }).toBe(true);
}

/** Opens a page of the next version, and waits until its copy is in force. */
async function update(): Promise<Page> {
  const before = workers.active();
  proxy.pointAt(versions.next.url);
  const page = await openAbout();
  await untilNext(page);
  const isInForce = () =>
    workers.active() !== null && workers.active() !== before && !workers.pending();
  await expect.poll(isInForce, { timeout: LIMIT_MS }).toBe(true);
  return page;
}

const ABOUT_TITLE = 'How good is it? · MaskGate';

/** Whether the page shows the next version. */
function isNext(page: Page): Promise<boolean> {
  return page.evaluate((mark) => document.documentElement.hasAttribute(mark), NEXT_MARK);
}

describe('a network that fails', () => {
  it('hangs: the copy is shown within seconds', async () => {
    const page = await openAbout();
    await untilKept(page);
    proxy.break(always('hang'));
    const startedAt = performance.now();
    await page.reload();
    expect(await page.title()).toBe(ABOUT_TITLE);
    expect(performance.now() - startedAt).toBeLessThan(HANGING_LIMIT_MS);
  });

  it.each(['bad-gateway', 'no-network', 'cut-off'] as const)(
    '%s: the copy is shown, whatever the query of the address',
    async (fault) => {
      const page = await openAbout();
      await untilKept(page);
      proxy.break(always(fault));
      await page.goto(`${proxy.url}/about?backend=wasm`);
      expect(await page.title()).toBe(ABOUT_TITLE);
      await page.goto(`${proxy.url}/report`);
      expect(await page.title()).toBe('Report · MaskGate');
    },
  );

  it("shows a proxy's fault where there is no copy", async () => {
    proxy.break(always('bad-gateway'));
    const page = await openAbout();
    expect(await page.textContent('h1')).toBe('502 Bad Gateway');
  });

  it('keeps no copy of a page that the site does not have', async () => {
    const page = await openAbout();
    await untilKept(page);
    const answer = await page.goto(`${proxy.url}/nowhere`);
    expect(answer?.status()).toBe(404);
  });
});

describe('the first download', () => {
  it('loads no models in the first seconds of a page that judges nothing', async () => {
    for (const name of ['/about', '/report']) {
      const page = await context.newPage();
      await page.goto(proxy.url + name);
      await page.waitForTimeout(5000);
      await page.close();
    }
    expect(proxy.requests.length).toBeGreaterThan(5);
    expect(proxy.requests.filter(isModel)).toEqual([]);
  });

  it('that breaks off is taken up where it was', async () => {
    proxy.break((path) => (isModel(path) && path.includes('mask-classifier') ? 'cut-off' : null));
    const page = await openAbout();
    await untilRefused();
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();

    const asked = proxy.requests.length;
    proxy.break(never);
    await page.reload();
    await untilKept(page);
    const again = proxy.requests.slice(asked);
    expect(again.some((path) => path.includes('mask-classifier/weights.bin'))).toBe(true);
    expect(again.filter((path) => path.endsWith('.wasm'))).toEqual([]);

    proxy.break(always('no-network'));
    await page.reload();
    expect(await page.title()).toBe(ABOUT_TITLE);
  });

  it('that an update comes into leaves no mixture', async () => {
    // The first page that the copy requests is of this version; all later ones are of the next.
    let ofCopy = 0;
    proxy.break((path) => {
      if (path === '/about') ofCopy += 1;
      if (ofCopy > 1) proxy.pointAt(versions.next.url);
      return null;
    });
    const page = await openAbout();
    await untilRefused();
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();

    await page.reload();
    await untilKept(page);
    proxy.break(always('no-network'));
    for (const name of ['/about', '/', '/report', '/stills', '/kiosk']) {
      await page.goto(proxy.url + name);
      expect(await isNext(page)).toBe(true);
    }
  });
});

describe('an update', () => {
  it('is shown at once, also where the address has a v', async () => {
    const page = await openAbout('?v=1');
    await untilKept(page);
    proxy.pointAt(versions.next.url);
    await untilNext(page);
  });

  it('leaves an open tab the files of its own version, also without a network', async () => {
    const old = await openAbout();
    await untilKept(old);
    const files = await old.evaluate(async () => {
      const [name = ''] = (await caches.keys()).filter((key) => key.startsWith('maskgate:'));
      const keys = await (await caches.open(name)).keys();
      return keys
        .map(({ url }) => new URL(url).pathname)
        .filter((path) => /^\/(_next|models)/.test(path));
    });
    expect(files.length).toBeGreaterThan(10);

    const fresh = await update();
    proxy.break(always('no-network'));
    const answers = await old.evaluate(
      (paths) =>
        Promise.all(paths.map(async (path) => (await fetch(path).catch(() => null))?.status)),
      files,
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    await fresh.reload();
    expect(await isNext(fresh)).toBe(true);
  });

  it('clears the version before away once no tab runs it', async () => {
    const old = await openAbout();
    await untilKept(old);
    await old.close();
    const fresh = await update();
    const names = await fresh.evaluate(() => caches.keys());
    expect(names.filter((name) => name.startsWith('maskgate:'))).toHaveLength(1);
  });

  it('gives the models another address', async () => {
    const old = await openAbout();
    await untilKept(old);
    const path = '/face-finder/weights.bin';
    const before = proxy.requests.filter(isModel).find((request) => request.endsWith(path));
    await update();
    const after = proxy.requests.filter(isModel).findLast((request) => request.endsWith(path));
    expect(after).not.toBe(before);
    expect(after).toContain('cafecafecafecafe');
  });
});

describe('a full disk', () => {
  async function fill(page: Page, bytes: number): Promise<void> {
    const session = await context.newCDPSession(page);
    await session.send('Storage.overrideQuotaForOrigin', { origin: proxy.url, quotaSize: bytes });
  }

  it('leaves the site working by the network, and takes no room', async () => {
    const page = await context.newPage();
    await page.goto(`${proxy.url}/order`);
    await fill(page, FULL_DISK_BYTES);
    await page.goto(`${proxy.url}/about`);
    await untilRefused();
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await page.reload();
    expect(await page.title()).toBe(ABOUT_TITLE);
  });

  it('at an update leaves the copy before in force', async () => {
    const page = await openAbout();
    await untilKept(page);
    await fill(page, FULL_DISK_BYTES);
    const before = workers.redundant();
    proxy.pointAt(versions.next.url);
    await untilNext(page);
    await untilRefused(before);
    proxy.break(always('no-network'));
    await page.reload();
    expect(await page.title()).toBe(ABOUT_TITLE);
    expect(await isNext(page)).toBe(false);
  });
});

describe('a damaged copy', () => {
  const LIMIT_ENGINE_MS = 180_000;

  async function openStills(page: Page): Promise<void> {
    await page.goto(`${proxy.url}/stills?backend=wasm`);
  }

  it('of a model is found by its sha256 and fetched anew', async () => {
    const page = await openAbout();
    await untilKept(page);
    const damaged = await page.evaluate(async () => {
      const [name = ''] = (await caches.keys()).filter((key) => key.startsWith('maskgate:'));
      const cache = await caches.open(name);
      const key = (await cache.keys()).find(({ url }) => url.endsWith('face-finder/weights.bin'));
      const kept = key && (await cache.match(key));
      if (!kept) return 0;
      const content = new Uint8Array(await kept.arrayBuffer());
      content[1000] = (content[1000] ?? 0) ^ 1;
      await cache.put(key, new Response(content));
      return content.byteLength;
    });
    expect(damaged).toBeGreaterThan(100_000);
    await openStills(page);
    await page.locator('[data-engine="wasm"]').waitFor({ timeout: LIMIT_ENGINE_MS });
  });

  it('that the server has too is said in words', async () => {
    proxy.break((path) => (path.endsWith('face-finder/weights.bin') ? 'damaged' : null));
    const page = await context.newPage();
    await openStills(page);
    const alert = page.locator('[role="alert"][data-error="model-invalid"]');
    await alert.waitFor({ timeout: LIMIT_ENGINE_MS });
    expect(await alert.textContent()).toMatch(/sha256/);
  });
});

it('every file of the copy is the one that the build has listed', async () => {
  const page = await openAbout();
  await untilKept(page);
  const sums = await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((key) => key.startsWith('maskgate:'));
    const cache = await caches.open(name);
    const entries = await cache.keys();
    return Promise.all(
      entries.map(async (key) => {
        const content = await (await cache.match(key))?.arrayBuffer();
        const sum = await crypto.subtle.digest('SHA-256', content ?? new ArrayBuffer());
        return [new URL(key.url).pathname, [...new Uint8Array(sum)]] as const;
      }),
    );
  });
  expect(sums.length).toBeGreaterThan(20);
  expect(sums.some(([path]) => /wasm-simd.*\.wasm$/.test(path))).toBe(true);
  expect(sums.filter(([path]) => /\/tfjs-backend-wasm\.\w+\.wasm$/.test(path))).toEqual([]);
  for (const [path, sum] of sums) {
    const served = Buffer.from(await (await fetch(versions.now.url + path)).arrayBuffer());
    expect(createHash('sha256').update(served).digest()).toEqual(Buffer.from(sum));
  }
});
