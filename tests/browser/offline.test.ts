import { expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { writeCameraFile } from '../support/fake-camera.ts';
import { startLive, waitForLabel } from '../support/live-page.ts';
import { barePhotographs } from '../support/photographs.ts';
import { serveSite } from '../support/site.ts';

const LIMIT_MS = 180_000;

it('needs no network on the second visit', async () => {
  const [photograph = null] = barePhotographs();
  const camera = await writeCameraFile([{ photograph, seconds: 1 }]);
  const site = await serveSite();
  const browser = await launchChromium({ camera: camera.path });
  try {
    const { page, errors } = await startLive(browser, `${site.url}/`);
    expect(await waitForLabel(page, LIMIT_MS)).toBe(true);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, {
      timeout: LIMIT_MS,
    });

    await site.stop();
    await expect(fetch(site.url)).rejects.toThrow();
    await page.reload();
    const start = page.getByRole('button', { name: /start/i });
    // Whoever started before is shown the camera at once.
    if (await start.isVisible()) await start.click();
    expect(await waitForLabel(page, LIMIT_MS)).toBe(true);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    expect(errors).toEqual([]);
  } finally {
    await browser.close();
    await site.stop();
    await camera.remove();
  }
});
