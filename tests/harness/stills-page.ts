import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { StillResult } from '../../lib/stills/still-result.ts';
import type { Backend } from '../../lib/vision/engine/backends.ts';
import { serveModels } from './servers/serve-models.ts';

/** A picture in the page's machine-readable list. */
export interface ListedStill {
  readonly file: string;
  readonly state: string;
  /** Code of its error; undefined if there is none. */
  readonly error: string | undefined;
  readonly text: string;
  readonly labels: readonly string[];
}

/**
 * A fresh visitor opens the page of photographs.
 * @param script runs in the page before its own
 * @param models folder of models in place of the site's
 */
export async function openStills(
  browser: Browser,
  site: string,
  backend: Backend = 'wasm',
  script = '',
  models?: string,
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    acceptDownloads: true,
  });
  if (models !== undefined) await serveModels(context, models);
  const page = await context.newPage();
  await page.addInitScript(script);
  await page.goto(`${site}/stills?backend=${backend}`);
  await page.locator(`[data-engine="${backend}"]`).waitFor({ timeout: 120_000 });
  return page;
}

export async function readStills(page: Page): Promise<ListedStill[]> {
  return page.locator('[data-file]').evaluateAll((rows) =>
    rows.map((row) => {
      const { file = '', state = '', error } = (row as HTMLElement).dataset;
      const faces = [...row.querySelectorAll<HTMLElement>('[data-face]')];
      const labels = faces.map(({ dataset }) => dataset.label ?? '');
      return { file, state, error, labels, text: row.textContent ?? '' };
    }),
  );
}

/** Waits until this number of pictures is judged. */
export async function waitUntilJudged(page: Page, count: number): Promise<void> {
  await page.waitForFunction(
    (wanted) => Number(document.querySelector<HTMLElement>('[data-done]')?.dataset.done) >= wanted,
    count,
    { timeout: 600_000 },
  );
}

/** Drops files and folders from the disk onto the page, as a user's mouse does. */
export async function dropFiles(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
  await session.detach();
}

/** Pastes a copied picture, which has no file. */
export async function pastePicture(page: Page, png: Buffer): Promise<void> {
  await page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  }, png.toString('base64'));
}

/** Presses a button that saves a file. @returns its content */
export async function download(page: Page, button: RegExp): Promise<Buffer> {
  const [saved] = await Promise.all([
    page.waitForEvent('download', { timeout: 300_000 }),
    page.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await saved.path());
}

/** Results as JSON lines, by their file's path below a folder. */
export function byFile(lines: string, folder = ''): Map<string, StillResult> {
  const results = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as StillResult);
  return new Map(results.map((result) => [path.posix.relative(folder, result.file), result]));
}
