import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { type CameraFile, writeCameraFile } from '../harness/fake-camera.ts';
import { openKiosk, untilState } from '../harness/kiosk-page.ts';
import { startLive, waitForLabel } from '../harness/live-page.ts';
import { barePhotographs, type Photograph } from '../harness/photographs.ts';
import { type Site, serveSite } from '../harness/site.ts';
import { openStills, readStills, waitUntilJudged } from '../harness/stills-page.ts';

const LIMIT_MS = 180_000;

const [photograph] = barePhotographs() as [Photograph];
let camera: CameraFile;
let site: Site;
let browser: Browser;
beforeEach(async () => {
  camera = await writeCameraFile([{ photograph, seconds: 1 }]);
  site = await serveSite();
  browser = await launchChromium({ camera: camera.path });
});
afterEach(async () => {
  await browser.close();
  await site.stop();
  await camera.remove();
});

/** Stops the site once its offline copy is complete, and reloads the page. */
async function visitAgain(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
    timeout: LIMIT_MS,
  });
  await site.stop();
  await expect(fetch(site.url)).rejects.toThrow();
  await page.reload();
}

/** Uncaught errors from now on. */
function uncaughtErrors(page: Page): readonly string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

describe('on the second visit no network is needed', () => {
  it('by the live page', async () => {
    const { page, errors } = await startLive(browser, `${site.url}/`);
    expect(await waitForLabel(page, LIMIT_MS)).toBe(true);
    await visitAgain(page);
    const start = page.getByRole('button', { name: /start/i });
    // A returning visitor may see the camera at once; then there is no start button.
    await start.click({ timeout: 5000 }).catch(() => undefined);
    expect(await waitForLabel(page, LIMIT_MS)).toBe(true);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(page.workers().length).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  it('by the photographs page, nor then by pages that were never opened', async () => {
    const page = await openStills(browser, site.url);
    const errors = uncaughtErrors(page);
    await visitAgain(page);
    await page.locator('[data-engine="wasm"]').waitFor({ timeout: LIMIT_MS });
    await page
      .locator('input[type=file][multiple]')
      .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: await photograph.load() });
    await waitUntilJudged(page, 1);
    expect((await readStills(page))[0]?.labels).toEqual(['without_mask']);

    for (const [name, heading] of [
      ['/about', 'How good is it?'],
      ['/report', 'Report'],
      ['/', 'Is the mask on, and worn right?'],
    ] as const) {
      await page.goto(site.url + name);
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    }
    expect(errors).toEqual([]);
  });

  it('by the kiosk', async () => {
    const { page } = await openKiosk(browser, `${site.url}/kiosk`, { width: 1280, height: 800 });
    const errors = uncaughtErrors(page);
    await untilState(page, 'no-mask', LIMIT_MS);
    await visitAgain(page);
    await untilState(page, 'no-mask', LIMIT_MS);
    expect(errors).toEqual([]);
  });
});
