import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BUILDS_FOLDER, currentVersion } from '../../scripts/site/builds.mjs';
import { launchChromium } from '../harness/chromium.ts';

const site = inject('siteUrl');
const PICTURE = await sharp({
  create: { width: 8, height: 8, channels: 3, background: '#456' },
})
  .png()
  .toBuffer();
const PAGES = ['/', '/stills', '/kiosk', '/report', '/about', '/notice', '/nowhere'];

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium({ permission: 'deny' });
});
afterAll(() => browser.close());

async function openAs(locale: string, path: string): Promise<Page> {
  const context = await browser.newContext({ locale });
  const page = await context.newPage();
  await page.goto(site + path);
  return page;
}

/** Each page's title, once the page is in the language and its scripts have set the title. */
async function titlesIn(
  locale: string,
  language: string,
  pattern: string,
): Promise<Record<string, string>> {
  const titles: [string, string][] = [];
  for (const path of PAGES) {
    const page = await openAs(locale, path);
    await page.waitForFunction(
      ([lang, title]) =>
        document.documentElement.lang === lang && new RegExp(title).test(document.title),
      [language, pattern] as const,
    );
    titles.push([path, await page.title()]);
    await page.context().close();
  }
  return Object.fromEntries(titles);
}

describe('language and title of every page', () => {
  it('are English for an English browser, and for a language that the site lacks', async () => {
    const titles = await titlesIn('en-US', 'en', 'MaskGate');
    expect(titles).toEqual({
      '/': 'MaskGate · Face-mask check',
      '/stills': 'Check photographs · MaskGate',
      '/kiosk': 'Kiosk · MaskGate',
      '/report': 'Report · MaskGate',
      '/about': 'How good is it? · MaskGate',
      '/notice': 'Notice for the door · MaskGate',
      '/nowhere': 'There is no such page. · MaskGate',
    });
    expect(await titlesIn('fi-FI', 'en', 'MaskGate')).toEqual(titles);
  });

  it('are Korean for a Korean browser', async () => {
    const titles = await titlesIn('ko-KR', 'ko', '[가-힣]');
    expect(titles).toMatchObject({
      '/nowhere': '없는 페이지입니다. · MaskGate',
      '/kiosk': '키오스크 · MaskGate',
    });
    expect(new Set(Object.values(titles)).size).toBe(PAGES.length);
  });
});

it('no script of any page holds Zod: the schemas of servers and commands are large', async () => {
  const version = await currentVersion(BUILDS_FOLDER);
  const folder = path.join(BUILDS_FOLDER, String(version), 'files/_next/static/chunks');
  const scripts = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith('.js'),
  );
  const texts = await Promise.all(scripts.map((name) => readFile(path.join(folder, name), 'utf8')));
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.some((text) => text.includes('react'))).toBe(true);
  expect(texts.filter((text) => text.includes('ZodType'))).toEqual([]);
});

describe('the kiosk', () => {
  it("shows its panel in the panel's own language, whatever the screen's language", async () => {
    const page = await openAs('ko-KR', '/kiosk?language=fr');
    await page.locator('main[lang="fr-FR"]').waitFor();
    await page.keyboard.press('s');
    const panel = page.getByRole('dialog');
    await panel.waitFor();
    expect(await panel.getAttribute('lang')).toBe('ko');
    expect(await panel.getByRole('heading').first().textContent()).toMatch(/[가-힣]/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko');

    await panel.getByRole('combobox').first().selectOption('en');
    await page.locator('dialog[lang="en"]').waitFor();
    expect(await panel.getByRole('heading').first().textContent()).toMatch(/^[\x20-\x7e]+$/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await page.context().close();
  });

  it.each([
    ['zh-TW', 'zh-TW', '攝影機'],
    ['zh-HK', 'zh-TW', '攝影機'],
    ['zh-CN', 'zh-CN', '摄像头'],
  ])('shows to a browser in %s the language %s', async (locale, tag, camera) => {
    const page = await openAs(locale, '/kiosk');
    const screen = page.locator(`main[lang="${tag}"]`);
    await screen.waitFor();
    await screen.getByText(camera).first().waitFor();
    await page.context().close();
  });
});

it('every table of /about has a caption, and a header for each column and row', async () => {
  const page = await openAs('en-US', '/about');
  const tables = await page.locator('table').evaluateAll((all) =>
    (all as HTMLTableElement[]).map((table) => ({
      caption: table.caption?.textContent ?? '',
      columns: table.querySelectorAll('th[scope="col"]').length,
      // The first cell of a row is its header.
      widest: Math.max(...[...table.rows].map(({ cells }) => cells.length)),
      rows: table.querySelectorAll('tbody tr').length,
      heads: table.querySelectorAll('tbody tr > th[scope="row"]').length,
    })),
  );
  expect(tables.length).toBeGreaterThan(3);
  for (const { caption, columns, widest, rows, heads } of tables) {
    expect(caption).not.toBe('');
    expect(columns, caption).toBe(widest);
    expect(heads, caption).toBe(rows);
  }
  await page.context().close();
});

it('the site can be installed: Chromium reads its manifest, icons and shortcuts', async () => {
  const page = await openAs('en-US', '/kiosk');
  const session = await page.context().newCDPSession(page);
  const { url, errors, data } = await session.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data ?? '');
  expect(manifest.display_override[0]).toBe('fullscreen');
  for (const { src, sizes, type } of manifest.icons) {
    const answer = await fetch(new URL(src, url));
    expect(answer.headers.get('content-type')).toBe(type);
    const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect(`${width}x${height}`).toBe(sizes);
  }
  const shortcuts: { name: string; url: string }[] = manifest.shortcuts;
  expect(shortcuts.map((shortcut) => shortcut.url)).toEqual(['/', '/kiosk', '/stills']);
  for (const { url: address } of [{ url: manifest.start_url }, ...shortcuts]) {
    expect((await fetch(new URL(address, url))).status).toBe(200);
  }
  await page.context().close();
});

describe('a page that fails as a whole', () => {
  it('says so, and is there again when it is loaded again', async () => {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(`${site}/stills`);
    const input = page.locator('input[type=file][multiple]');
    await input.waitFor({ state: 'attached' });
    // A fault that no code handles: the page cannot render the list of pictures.
    await page.evaluate(() => {
      Intl.NumberFormat = undefined as never;
    });
    const alert = page.locator('[role="alert"][data-error="page-failed"]');
    const file = { name: 'a.png', mimeType: 'image/png', buffer: PICTURE };
    await expect
      .poll(async () => {
        // Before its scripts run, the page takes no file; after the failure, it has no file input.
        await input.setInputFiles(file, { timeout: 500 }).catch(() => undefined);
        return alert.count();
      })
      .toBe(1);
    expect(await alert.textContent()).toContain('Load the page again');
    await alert.getByRole('button').click();
    await page.locator('main h1').waitFor();
    expect(await alert.count()).toBe(0);
    await context.close();
  });
});
