import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { startLive } from '../harness/live-page.ts';

const site = inject('siteUrl');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const LIMIT_MS = 120_000;

/** What axe finds serious or critical, as sentences. */
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
      await page.locator('[data-stage]').first().waitFor({ timeout: LIMIT_MS });
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
