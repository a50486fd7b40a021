import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { startLive } from '../harness/live-page.ts';

const site = inject('siteUrl');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LIMIT_MS = 120_000;

/** The serious and critical findings of axe, as sentences. */
async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ help, nodes }) => `${help}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe.each(['light', 'dark'] as const)('axe finds nothing serious, %s', (colorScheme) => {
  it('before the start, while live, in the settings, and when the camera is denied', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage({ colorScheme });
      await page.goto(`${site}/`);
      expect(await seriousFindings(page)).toEqual([]);

      await page.getByRole('button', { name: /start/i }).click();
      await page
        .locator('[data-engine]:not([data-frames="0"])')
        .waitFor({ state: 'attached', timeout: LIMIT_MS });
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Settings' }).click();
      expect(await seriousFindings(page)).toEqual([]);
    } finally {
      await browser.close();
    }
    const denying = await launchChromium({ permission: 'deny' });
    try {
      const { page } = await startLive(denying, `${site}/`, { colorScheme });
      await page
        .locator('[role="alert"][data-error="camera-denied"]')
        .waitFor({ timeout: LIMIT_MS });
      expect(await seriousFindings(page)).toEqual([]);
    } finally {
      await denying.close();
    }
  });
});

const PAGES = ['/', '/stills', '/kiosk', '/about', '/report', '/notice', '/nowhere'];
const LANGUAGES = { en: 'en-US', ko: 'ko-KR' } as const;
const SCREENS = {
  wide: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;
const VISITORS = (['en', 'ko'] as const).flatMap((language) =>
  (['wide', 'phone'] as const).map((screen) => ({ language, screen })),
);

describe.each(VISITORS)('in $language on a $screen screen', ({ language, screen }) => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage({ ...SCREENS[screen], locale: LANGUAGES[language] });
  });
  afterAll(() => browser.close());

  it.each(PAGES)('axe finds nothing serious on %s', async (name) => {
    await page.goto(site + name);
    // Scripts set the language.
    await page.waitForFunction((lang) => document.documentElement.lang === lang, language);
    expect(await page.title()).toMatch(/MaskGate/);
    expect(await seriousFindings(page)).toEqual([]);
  });
});
