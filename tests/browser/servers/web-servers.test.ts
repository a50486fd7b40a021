import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { BUILDS_FOLDER, formerVersion } from '../../../scripts/site/builds.mjs';
import { exportSite } from '../../../scripts/site/export/export-site.mjs';
import { launchChromium } from '../../harness/chromium.ts';
import { barePhotographs, type Photograph } from '../../harness/photographs.ts';
import { PLAIN_SERVER, WEB_SERVERS, type WebServer } from '../../harness/servers/web-servers.ts';
import { openStills, readStills, waitUntilJudged } from '../../harness/stills-page.ts';

const LIMIT_MS = 180_000;
const PAGES = ['/', '/stills', '/report', '/about', '/notice'];
const MISSING_PAGE = '/nowhere';

const [photograph] = barePhotographs() as [Photograph];
const KINDS = [
  ...WEB_SERVERS.map((kind) => ({ ...kind, isolated: true })),
  { ...PLAIN_SERVER, isolated: false },
];
/** The second one is tested only if it is built: `npm run build -- --base-path /maskgate`. */
const BASE_PATHS = ['', '/maskgate'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

const versions = await Promise.all(
  BASE_PATHS.map(async (base) => ({ base, version: await formerVersion(BUILDS_FOLDER, base) })),
);
const cases = versions.flatMap(({ base, version }) => {
  return version ? KINDS.map((kind) => ({ ...kind, base, version })) : [];
});

describe.each(cases)('the exported site in $name, below "$base"', (tried) => {
  const { missing, serve, base, version, isolated } = tried;
  let folder: string;
  let server: WebServer;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'maskgate-export-'));
    await exportSite(version, folder);
    server = await serve(folder);
  });
  afterEach(async () => {
    await server?.stop();
    await rm(folder, { recursive: true });
  });

  it.skipIf(missing)('breaks no policy, judges, and needs no network the second time', async () => {
    const site = server.url + base;
    const page = await openStills(browser, site);
    const complaints = complaintsOf(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(isolated);
    await judge(page);
    // A server without the site's configuration has its own page for an unknown address.
    for (const name of isolated ? [...PAGES, MISSING_PAGE] : PAGES) {
      await page.goto(site + name);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
    }
    await page.goto(`${site}/kiosk?backend=wasm`);
    await page.locator('[data-kiosk-state]').waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
      timeout: LIMIT_MS,
    });
    expect(complaints).toEqual([]);

    await server.stop();
    await page.goto(`${site}/stills?backend=wasm`);
    await judge(page);
    // A bookmark may end with a slash.
    await page.goto(`${site}/kiosk/`);
    await page.locator('[data-kiosk-state]').waitFor();
    await page.context().close();
  });
});

async function judge(page: Page): Promise<void> {
  await page.locator('[data-engine="wasm"]').waitFor({ timeout: LIMIT_MS });
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles({ name: 'one.png', mimeType: 'image/png', buffer: await photograph.load() });
  await waitUntilJudged(page, 1);
  expect((await readStills(page))[0]?.labels).toEqual(['without_mask']);
}

/** Errors and policy violations that the browser reports, except those of the missing page. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    const missingPage = message.location().url.endsWith(MISSING_PAGE);
    if (message.type() === 'error' && !missingPage) complaints.push(message.text());
  });
  return complaints;
}
