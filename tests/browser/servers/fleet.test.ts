import { rm } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { launchChromium } from '../../harness/chromium.ts';
import { type CameraFile, writeCameraFile } from '../../harness/fake-camera.ts';
import { openKiosk, untilState } from '../../harness/kiosk-page.ts';
import { kioskCast } from '../../harness/kiosk-scene.ts';
import { addOperator, type Site, serveSite } from '../../harness/site.ts';
import { emptyPgliteFolder } from '../../support/fleet/pglite-folder.ts';

/** A real kiosk of a real fleet: the site's own server, its page for operators, and a camera. */
const SIZE = { width: 1280, height: 800 };
const START_LIMIT_MS = 180_000;
/** In this test, a kiosk reports every 10 s and sends counts every minute. */
const REPORT_LIMIT_MS = 120_000;
const PASSWORD = 'a long password';

let folder: string;
let site: Site;
let camera: CameraFile;
let browser: Browser;
beforeAll(async () => {
  folder = await emptyPgliteFolder();
  await addOperator(folder, 'kim', PASSWORD);
  site = await serveSite(['--fleet', folder]);
  camera = await writeCameraFile([{ photograph: kioskCast().bare, seconds: 2 }]);
  browser = await launchChromium({ camera: camera.path });
});
afterAll(async () => {
  await browser?.close();
  await camera?.remove();
  await site?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function openFleet(): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZE, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${site.url}/fleet`);
  await page.getByLabel('Name').fill('kim');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'Kiosks' }).waitFor();
  return page;
}

/** Sets one setting for all kiosks. */
async function set(page: Page, name: string, value: string): Promise<void> {
  const form = page.locator('form', {
    has: page.getByRole('button', { name: 'Set', exact: true }),
  });
  await form.getByLabel('Setting').selectOption(name);
  const field = form.locator('[name=value]');
  const isChoice = (await field.evaluate((element) => element.tagName)) === 'SELECT';
  await (isChoice ? field.selectOption(value) : field.fill(value));
  await form.getByRole('button', { name: 'Set', exact: true }).click();
  await page.locator(`[data-fleet-setting="${name}"]`).waitFor();
}

it('enrols a kiosk, counts, changes settings, shows a message and reloads remotely', async () => {
  const fleet = await openFleet();
  await set(fleet, 'heartbeatSeconds', '10');
  await set(fleet, 'countsMinutes', '1');
  await fleet.getByLabel('Name', { exact: true }).first().fill('North door');
  await fleet.getByLabel('Place', { exact: true }).first().fill('School');
  await fleet.getByRole('button', { name: 'Add a kiosk' }).click();
  const address = (await fleet.locator('[data-enrol-address]').textContent()) ?? '';

  const { page: kiosk, errors } = await openKiosk(browser, `${address}&backend=wasm`, SIZE);
  const row = fleet.locator('[data-kiosk="North door"]');
  const presence = () => row.getAttribute('data-presence');
  await expect.poll(presence, { timeout: REPORT_LIMIT_MS }).toBe('online');

  // The operators' settings are in force on the kiosk.
  await set(fleet, 'language', 'ko');
  await kiosk.locator('main[lang^=ko]').waitFor({ timeout: REPORT_LIMIT_MS });

  await row.getByRole('checkbox').check();
  await fleet.getByPlaceholder('Message').fill('Use the other entrance');
  await fleet.getByRole('button', { name: 'Show this message' }).click();
  await kiosk.getByText('Use the other entrance').waitFor({ timeout: REPORT_LIMIT_MS });

  await kiosk.evaluate('globalThis.isOldPage = true');
  await fleet.getByRole('button', { name: 'Reload' }).click();
  const isOld = () => kiosk.evaluate('globalThis.isOldPage === true').catch(() => true);
  await expect.poll(isOld, { timeout: REPORT_LIMIT_MS }).toBe(false);
  const done = fleet.locator('[data-command=reload][data-outcome=done]');
  await expect.poll(() => done.count(), { timeout: REPORT_LIMIT_MS }).toBe(1);

  // The server counts the same people as the device. A person in view after a reload counts again.
  await untilState(kiosk, 'no-mask', START_LIMIT_MS);
  const people = async () => ({
    device: await kiosk.locator('[data-people]').getAttribute('data-people'),
    site: await row.locator('[data-count=people]').textContent(),
  });
  const isSame = async () => {
    const { device, site } = await people();
    return device !== '0' && device === site;
  };
  await expect.poll(isSame, { timeout: REPORT_LIMIT_MS }).toBe(true);
  expect(errors).toEqual([]);
});

it('a site without a fleet serves nothing of it, and a kiosk fetches nothing of it', async () => {
  const plain = inject('siteUrl');
  expect((await fetch(`${plain}/fleet`)).status).toBe(404);
  expect((await fetch(`${plain}/healthz`)).status).toBe(404);
  expect((await fetch(`${plain}/api/fleet/enrol`, { method: 'POST' })).status).toBe(405);
  const { page } = await openKiosk(browser, `${plain}/kiosk?backend=wasm`, SIZE);
  await page.locator('[data-trouble]').waitFor({ timeout: START_LIMIT_MS });
  const scripts = (await page.evaluate(
    "performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))",
  )) as string[];
  expect(scripts.length).toBeGreaterThan(3);
  const texts = await Promise.all(scripts.map(async (url) => (await fetch(url)).text()));
  expect(texts.filter((text) => text.includes('api/fleet'))).toEqual([]);
  const copied = (await (await fetch(`${plain}/offline-files.json`)).json()) as string[];
  expect(copied).not.toContain('/fleet');
  const kept = await Promise.all(
    copied
      .filter((url) => url.endsWith('.js'))
      .map(async (url) => (await fetch(plain + url)).text()),
  );
  expect(kept.filter((text) => text.includes('api/fleet'))).toEqual([]);
});
