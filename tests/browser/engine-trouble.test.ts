import type { Browser, Page } from 'playwright-core';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { type CameraFile, writeCameraFile } from '../harness/fake-camera.ts';
import { loseGraphicsContext } from '../harness/kiosk-page.ts';
import { startLive, waitForLabel } from '../harness/live-page.ts';
import { barePhotographs, type Photograph } from '../harness/photographs.ts';
import { reloadOnWebgl } from '../harness/software-webgl.ts';
import { openStills } from '../harness/stills-page.ts';

const site = inject('siteUrl');
const START_LIMIT_MS = 240_000;

const [photograph] = barePhotographs() as [Photograph];
const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function launch(): Promise<Browser> {
  const camera: CameraFile = await writeCameraFile([{ photograph, seconds: 1 }]);
  ending.push(camera.remove);
  const browser = await launchChromium({ camera: camera.path });
  ending.push(() => browser.close());
  return browser;
}

/**
 * Script text that runs in the page before the page's own scripts. It counts the detectors'
 * workers. On a test's request, it drops every message to the current workers, as if they hung
 * or the system had ended them without an event.
 */
const WATCH_WORKERS = `
  window.detectors = { opened: 0, deaf: new Set(), all: new Set() };
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...rest) {
    if (message?.type === 'open') {
      window.detectors.opened += 1;
      window.detectors.all.add(this);
    }
    if (window.detectors.deaf.has(this)) return;
    post.call(this, message, ...rest);
  };`;

interface WatchedWindow {
  readonly detectors: { readonly opened: number; deaf: Set<Worker>; readonly all: Set<Worker> };
}

const detectorsOpened = (page: Page) =>
  page.evaluate(() => (window as unknown as WatchedWindow).detectors.opened);

const makeDeaf = (page: Page) =>
  page.evaluate(() => {
    const { detectors } = window as unknown as WatchedWindow;
    detectors.deaf = new Set(detectors.all);
  });

const framesJudged = async (page: Page) =>
  Number(await page.locator('[data-frames]').getAttribute('data-frames'));

async function expectFramesAgain(page: Page, limitMs: number): Promise<void> {
  const before = await framesJudged(page);
  await expect.poll(() => framesJudged(page), { timeout: limitMs }).toBeGreaterThan(before + 1);
}

async function startOnWebgl(browser: Browser): Promise<Page> {
  const { page } = await startLive(browser, `${site}/`, { script: WATCH_WORKERS });
  // A page that was started before resumes by itself after a reload.
  await reloadOnWebgl(page);
  expect(await waitForLabel(page, START_LIMIT_MS)).toBe(true);
  expect(await page.locator('[data-engine]').getAttribute('data-engine')).toBe('webgl');
  return page;
}

describe('an engine', () => {
  it('that loses its graphics context is started again, once', async () => {
    const page = await startOnWebgl(await launch());
    expect(await detectorsOpened(page)).toBe(1);
    await loseGraphicsContext(page);
    await expect.poll(() => detectorsOpened(page), { timeout: 60_000 }).toBe(2);
    await expectFramesAgain(page, START_LIMIT_MS);
    expect(await detectorsOpened(page)).toBe(2);
    expect(await page.locator('[role="alert"][data-error]').count()).toBe(0);
  });

  it('that hangs without a word is given up and started again', async () => {
    const { page } = await startLive(await launch(), `${site}/?backend=wasm`, {
      script: WATCH_WORKERS,
    });
    expect(await waitForLabel(page, START_LIMIT_MS)).toBe(true);
    await makeDeaf(page);
    const deafAt = performance.now();
    await expect.poll(() => detectorsOpened(page), { timeout: 60_000 }).toBe(2);
    console.log(`given up after ${((performance.now() - deafAt) / 1000).toFixed(1)} s`);
    await expectFramesAgain(page, START_LIMIT_MS);
    expect(await detectorsOpened(page)).toBe(2);
  });

  it('that is asked for and is not there is told in a true sentence', async () => {
    // Without a graphics card and without extra flags, Chromium has no WebGPU adapter.
    const { page } = await startLive(await launch(), `${site}/?backend=webgpu`);
    const alert = page.locator('[role="alert"][data-error="engine-not-as-asked"]');
    await alert.waitFor({ timeout: START_LIMIT_MS });
    expect(await alert.textContent()).toContain('?backend=');
  });

  it('without its models, whose download hangs, is told of', async () => {
    const browser = await launch();
    const context = await browser.newContext({ locale: 'en-US' });
    await context.route('**/weights.bin*', () => undefined);
    const page = await context.newPage();
    await page.goto(`${site}/?backend=wasm`);
    await page.getByRole('button', { name: /start/i }).first().click();
    const alert = page.locator('[role="alert"][data-error="model-stalled"]');
    await alert.waitFor({ timeout: 90_000 });
    await context.unroute('**/weights.bin*');
    await alert.getByRole('button').click();
    expect(await waitForLabel(page, START_LIMIT_MS)).toBe(true);
  });
});

describe('a photograph', () => {
  it('whose engine hangs is judged by the next one', async () => {
    const browser = await launch();
    const page = await openStills(browser, site, 'wasm', WATCH_WORKERS);
    await makeDeaf(page);
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: await photograph.load() });
    await expect.poll(() => detectorsOpened(page), { timeout: 120_000 }).toBe(2);
    await page
      .locator('[data-label="without_mask"]')
      .first()
      .waitFor({ state: 'attached', timeout: START_LIMIT_MS });
  });
});
