import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { type CameraFile, writeCameraFile } from '../harness/fake-camera.ts';
import { openKiosk, readCounts, stateLocator, untilState } from '../harness/kiosk-page.ts';
import { kioskCast } from '../harness/kiosk-scene.ts';

const site = inject('siteUrl');
const kioskUrl = `${site}/kiosk?backend=wasm&showCounts=true`;
const LANDSCAPE = { width: 1920, height: 1080 };
/** Covers the model download of the first visit, also on a slow machine. */
const START_LIMIT_MS = 180_000;
const SHOWN_LIMIT_MS = 30_000;
/** Core Web Vitals rate a layout shift under 0.1 as good. */
const MOST_LAYOUT_SHIFT = 0.05;

const troubleLocator = (page: Page, trouble: string) => page.locator(`[data-trouble="${trouble}"]`);

/** Waits until the page has judged this number of further frames. */
async function untilFrames(page: Page, more: number): Promise<void> {
  const judged = async () =>
    Number(await page.locator('[data-frames]').getAttribute('data-frames'));
  const before = await judged();
  await expect.poll(judged, { timeout: SHOWN_LIMIT_MS }).toBeGreaterThanOrEqual(before + more);
}

/** The settings panel, opened as an installer does it. */
async function openPanel(page: Page): Promise<void> {
  await page.keyboard.press('s');
  await page.locator('dialog[open]').first().waitFor();
}

describe('with a camera', () => {
  let camera: CameraFile;
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    camera = await writeCameraFile([{ photograph: kioskCast().bare, seconds: 2 }]);
    browser = await launchChromium({ camera: camera.path });
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await camera?.remove();
  });

  async function open(url: string) {
    const kiosk = await openKiosk(browser, url, LANDSCAPE);
    contexts.push(kiosk.context);
    return kiosk;
  }

  it('runs in one of two windows; the other says so, and takes over', async () => {
    const { context, page } = await open(kioskUrl);
    await untilState(page, 'no-mask', START_LIMIT_MS);
    const second = await context.newPage();
    await second.goto(kioskUrl);
    await troubleLocator(second, 'open-twice').waitFor({ timeout: SHOWN_LIMIT_MS });
    await untilFrames(page, 10);
    expect(await readCounts(page)).toMatchObject({ people: 1, without_mask: 1 });
    await page.close();
    await untilState(second, 'no-mask', START_LIMIT_MS);
    expect(await second.locator('[data-trouble=""]').count()).toBe(1);
  });

  it('leaves out a face in an area that was drawn over it, also after a reload', async () => {
    const { page } = await open(kioskUrl);
    await untilState(page, 'no-mask', START_LIMIT_MS);
    await openPanel(page);
    // `hover` waits until the panel has stopped moving.
    const picture = page.locator('[data-area-drawing]');
    await picture.hover({ position: { x: 3, y: 3 } });
    const box = await picture.boundingBox();
    if (!box) throw new Error('There is no picture to draw on.');
    await page.mouse.down();
    await picture.hover({ position: { x: box.width - 3, y: box.height - 3 } });
    await page.mouse.up();
    const leftOut = () => page.locator('[data-left-out]').getAttribute('data-left-out');
    await expect.poll(leftOut, { timeout: SHOWN_LIMIT_MS }).toBe('1 0');
    await untilState(page, 'idle', SHOWN_LIMIT_MS);
    const before = await readCounts(page);
    await page.reload();
    await untilState(page, 'idle', START_LIMIT_MS);
    await untilFrames(page, 10);
    expect(await stateLocator(page, 'idle').count()).toBe(1);
    expect(await readCounts(page)).toEqual(before);
  });

  it('leaves out a face that has not moved, and knows its place after a reload', async () => {
    const { page } = await open(`${kioskUrl}&stillMinutes=0.1`);
    await untilState(page, 'no-mask', START_LIMIT_MS);
    await untilState(page, 'idle', SHOWN_LIMIT_MS);
    const before = await readCounts(page);
    expect(before).toMatchObject({ people: 1, without_mask: 1 });
    await page.reload();
    await untilState(page, 'idle', START_LIMIT_MS);
    await untilFrames(page, 10);
    expect(await stateLocator(page, 'idle').count()).toBe(1);
    expect(await readCounts(page)).toEqual(before);
    await openPanel(page);
    await page.locator('[data-left-out="0 1"]').waitFor({ timeout: SHOWN_LIMIT_MS });
  });

  describe('in a browser that does not remember that the camera was allowed', () => {
    /**
     * Starts the kiosk with a button press, as a first visit must. The query for the camera's
     * permission fails, as in Firefox; the camera itself is the browser's own.
     */
    async function openForgetful(): Promise<Page> {
      const context = await browser.newContext({ viewport: LANDSCAPE, locale: 'en-US' });
      contexts.push(context);
      const page = await context.newPage();
      await page.addInitScript(`
        const query = navigator.permissions.query.bind(navigator.permissions);
        navigator.permissions.query = (what) =>
          what.name === 'camera' ? Promise.reject(new TypeError('camera')) : query(what);
      `);
      await page.goto(kioskUrl);
      await page.getByRole('button', { name: 'Allow camera' }).click({ timeout: SHOWN_LIMIT_MS });
      await untilState(page, 'no-mask', START_LIMIT_MS);
      return page;
    }

    it('starts again by itself after a reload where the browser lets it', async () => {
      const page = await openForgetful();
      await page.reload();
      await untilState(page, 'no-mask', START_LIMIT_MS);
    });

    it('says why it does not where the browser asks again', async () => {
      const page = await openForgetful();
      // A permission prompt that nobody answers; the rest is the browser's own.
      await page.addInitScript('navigator.mediaDevices.getUserMedia = () => new Promise(() => {})');
      await page.reload();
      await troubleLocator(page, 'again').waitFor({ timeout: SHOWN_LIMIT_MS });
      expect(await page.getByRole('status').first().textContent()).toMatch(/asks for the camera/);
      expect(await page.getByRole('button', { name: 'Allow camera' }).count()).toBe(1);
    });
  });

  it('has little layout shift while it starts and judges', async () => {
    const context = await browser.newContext({ viewport: LANDSCAPE, permissions: ['camera'] });
    contexts.push(context);
    const page = await context.newPage();
    await page.addInitScript(`
      globalThis.layoutShift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) globalThis.layoutShift += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    `);
    await page.goto(kioskUrl);
    await untilState(page, 'no-mask', START_LIMIT_MS);
    const shift = await page.evaluate<number>('globalThis.layoutShift');
    console.log(`Layout shift of the kiosk, all of it: ${shift.toFixed(4)}`);
    expect(shift).toBeLessThan(MOST_LAYOUT_SHIFT);
  });

  describe('with a settings file that', () => {
    it.each([
      ['is half written', '{"pin":"4711","policy":"remi', 'file-damaged'],
      ['is refused', null, 'file-unreachable'],
    ])('%s: says so, with the last good copy and its PIN in force', async (_, body, problem) => {
      // A service worker would request the file past the routes of this test.
      const context = await browser.newContext({ viewport: LANDSCAPE, serviceWorkers: 'block' });
      contexts.push(context);
      const page = await context.newPage();
      // A first visit reads a good file. The test fakes only its address; the page is the real one.
      const good = JSON.stringify({ pin: '4711', policy: 'reminder' });
      await context.route('**/kiosk.json', (route) => route.fulfill({ body: good }));
      await page.goto(kioskUrl);
      await expect
        .poll(() => page.evaluate(`localStorage.getItem('maskgate.kiosk.file')`), {
          timeout: SHOWN_LIMIT_MS,
        })
        .toContain('pbkdf2');
      await context.unroute('**/kiosk.json');
      await context.route('**/kiosk.json', (route) =>
        body === null ? route.abort() : route.fulfill({ body }),
      );
      await page.reload();
      await page.locator('[data-warnings]').waitFor({ timeout: SHOWN_LIMIT_MS });
      await openPanel(page);
      const pin = page.locator('dialog input[type="password"]');
      await pin.fill('0000');
      await pin.press('Enter');
      await page.locator('[data-pin-refusal="wrong"]').waitFor();

      // A reload does not end the pause.
      await page.reload();
      await page.locator('[data-warnings]').waitFor({ timeout: SHOWN_LIMIT_MS });
      await openPanel(page);
      await pin.fill('4711');
      const submit = page.locator('dialog button[type="submit"]');
      await expect.poll(() => submit.isEnabled(), { timeout: SHOWN_LIMIT_MS }).toBe(true);
      await pin.press('Enter');
      await page.locator(`[data-problem="${problem}"]`).waitFor({ timeout: SHOWN_LIMIT_MS });
      expect(await page.locator('[data-setting="policy"] select').inputValue()).toBe('reminder');
    });
  });
});

describe('without a camera', () => {
  it('says that it was denied, and what to do', async () => {
    const browser = await launchChromium({ permission: 'deny' });
    try {
      const page = await browser.newPage();
      await page.goto(`${kioskUrl}&language=en`);
      await page.getByRole('button', { name: 'Allow camera' }).click({ timeout: SHOWN_LIMIT_MS });
      await troubleLocator(page, 'camera-denied').waitFor({ timeout: SHOWN_LIMIT_MS });
      expect(await page.getByRole('status').first().textContent()).toMatch(/beside the address/);
    } finally {
      await browser.close();
    }
  });

  it('says that a page by http from another machine gets none', async () => {
    const args = ['--host-resolver-rules=MAP kiosk.test 127.0.0.1'];
    const browser = await launchChromium({ args });
    try {
      const page = await browser.newPage();
      await page.goto(`${kioskUrl.replace('localhost', 'kiosk.test')}&language=ko`);
      await troubleLocator(page, 'camera-insecure-page').waitFor({ timeout: SHOWN_LIMIT_MS });
      expect(await page.getByRole('status').first().textContent()).toMatch(/https/);
      expect(await page.getByRole('button').count()).toBe(0);
    } finally {
      await browser.close();
    }
  });
});
