import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { By, until, type WebDriver } from 'selenium-webdriver';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { findWebkit, launchWebkit, type Webkit } from '../../harness/browsers/webkit.ts';
import { barePhotographs, type Photograph } from '../../harness/photographs.ts';
import { type Site, serveSite } from '../../harness/site.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const LIMIT_MS = 90_000;

const site = inject('siteUrl');
const browserPath = await findWebkit();
const [photograph] = barePhotographs() as [Photograph];

let webkit: Webkit;
let page: WebDriver;
beforeEach(async () => {
  webkit = await launchWebkit(browserPath as string);
  page = webkit.driver;
});
afterEach(() => webkit.close());

async function framesJudged(): Promise<number> {
  const [root] = await page.findElements(By.css('[data-frames]'));
  return Number((await root?.getAttribute('data-frames')) ?? 0);
}

async function untilJudged(frames: number): Promise<void> {
  await page.wait(async () => (await framesJudged()) >= frames, LIMIT_MS);
}

describe.skipIf(!browserPath)('WebKit', () => {
  it('judges its camera on the live page', async () => {
    await page.get(`${site}/`);
    await page.wait(until.elementLocated(By.css('main button')), LIMIT_MS).click();
    await untilJudged(10);
    const [started, before] = [performance.now(), await framesJudged()];
    await untilJudged(before + 20);
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `WebKit, live: ${(((await framesJudged()) - before) / seconds).toFixed(1)} frames/s`,
    );
    expect(await page.findElements(By.css('[role="alert"][data-error]'))).toEqual([]);
  });

  it('judges its camera as a kiosk', async () => {
    await page.get(`${site}/kiosk`);
    // WebKit does not tell a page that the camera was allowed before.
    const allow = By.xpath("//button[contains(., 'Allow camera')]");
    await page.wait(until.elementLocated(allow), LIMIT_MS).click();
    await page.wait(until.elementLocated(By.css('[data-kiosk-state="idle"]')), LIMIT_MS);
  });

  it('judges a photograph, also after the site has stopped', async () => {
    const file = path.join(await temporaryFolder(), 'face.png');
    await writeFile(file, await photograph.load());
    const own: Site = await serveSite();
    await page.get(`${own.url}/stills`);
    const labels = async () => {
      await page
        .wait(until.elementLocated(By.css('input[type=file][multiple]')), LIMIT_MS)
        .sendKeys(file);
      await page.wait(until.elementLocated(By.css('[data-file][data-state="judged"]')), LIMIT_MS);
      const faces = await page.findElements(By.css('[data-file] [data-face]'));
      return Promise.all(faces.map((face) => face.getAttribute('data-label')));
    };
    expect(await labels()).toEqual(['without_mask']);
    await page.wait(
      () => page.executeScript('return navigator.serviceWorker.controller !== null'),
      LIMIT_MS,
    );
    await own.stop();
    await page.navigate().refresh();
    expect(await labels()).toEqual(['without_mask']);
  });
});
