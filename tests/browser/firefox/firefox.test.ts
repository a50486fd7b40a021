import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { findFirefox, launchFirefox } from '../../harness/browsers/firefox.ts';
import { FFMPEG_MISSING, makeFilm } from '../../harness/films/made-film.ts';
import { barePhotographs, type Photograph } from '../../harness/photographs.ts';
import { type Site, serveSite } from '../../harness/site.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const LIMIT_MS = 240_000;

const site = inject('siteUrl');
const firefox = await findFirefox();
const [photograph] = barePhotographs() as [Photograph];

let browser: Browser;
let errors: string[];
beforeEach(async () => {
  browser = await launchFirefox(firefox as string);
  errors = [];
});
afterEach(() => browser.close());

async function open(url: string): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  return page;
}

async function handIn(page: Page, file: string): Promise<void> {
  const input = await page.waitForSelector('input[type=file][multiple]');
  await (input as unknown as { uploadFile(file: string): Promise<void> }).uploadFile(file);
}

/** Waits until a page has judged this number of camera frames. */
function judgedFrames(page: Page, frames: number) {
  return page.waitForFunction(
    (wanted) =>
      Number(document.querySelector<HTMLElement>('[data-frames]')?.dataset.frames) >= wanted,
    { timeout: LIMIT_MS },
    frames,
  );
}

describe.skipIf(!firefox)('Firefox', () => {
  it('judges its camera on the live page', async () => {
    const page = await open(`${site}/`);
    await (await page.waitForSelector('main button'))?.click();
    await judgedFrames(page, 20);
    const started = performance.now();
    const before = await framesOf(page);
    await judgedFrames(page, before + 20);
    const rate = (1000 * ((await framesOf(page)) - before)) / (performance.now() - started);
    console.log(`Firefox, live: ${rate.toFixed(1)} frames/s`);
    expect(errors).toEqual([]);
  });

  it('judges its camera as a kiosk', async () => {
    const page = await open(`${site}/kiosk`);
    // This Firefox does not ask about the camera, but the page cannot know that it is allowed.
    await page.locator('::-p-text(Allow camera)').setTimeout(LIMIT_MS).click();
    await page.waitForSelector('[data-kiosk-state="idle"]', { timeout: LIMIT_MS });
    expect(errors).toEqual([]);
  });

  it('judges a photograph, also after the site has stopped', async () => {
    const file = path.join(await temporaryFolder(), 'face.png');
    await writeFile(file, await photograph.load());
    const own: Site = await serveSite();
    const page = await open(`${own.url}/stills`);
    const labels = async () => {
      await handIn(page, file);
      await page.waitForSelector('[data-file][data-state="judged"]', { timeout: LIMIT_MS });
      return page.$$eval('[data-file] [data-face]', (faces) =>
        faces.map((face) => (face as HTMLElement).dataset.label),
      );
    };
    expect(await labels()).toEqual(['without_mask']);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null, {
      timeout: LIMIT_MS,
    });
    await own.stop();
    await page.reload();
    expect(await labels()).toEqual(['without_mask']);
    expect(errors).toEqual([]);
  });

  it.skipIf(FFMPEG_MISSING)('judges a film', async () => {
    const made = await makeFilm([{ photograph, seconds: 2 }], {
      codec: 'libvpx-vp9',
      extension: 'webm',
    });
    const page = await open(`${site}/stills`);
    await handIn(page, made.path);
    await page.waitForSelector('[data-film][data-state="judged"]', { timeout: LIMIT_MS });
    const verdicts = await page.$$eval('[data-person]', (rows) =>
      rows.map((row) => (row as HTMLElement).dataset.verdict),
    );
    // The collar of the suit may be a second box, about which the page is unsure.
    expect(verdicts.filter((verdict) => verdict !== 'unsure')).toEqual(['without_mask']);
    expect(errors).toEqual([]);
    await made.remove();
  });
});

function framesOf(page: Page): Promise<number> {
  return page.$eval('[data-frames]', (root) => Number((root as HTMLElement).dataset.frames));
}
