import type { Page } from 'playwright-core';
import type { EngineChoice } from '../../lib/vision/engine/engine-choice.ts';

const KEY = 'maskgate.engine';
const LIMIT_MS = 180_000;

/**
 * Reloads a page on WebGL with the finder's smallest size, as if the page had stored that choice.
 * A software renderer takes minutes to measure the sizes, and seconds for a frame of the largest.
 * @param page opened without `?backend=`; it may still be measuring
 */
export async function reloadOnWebgl(page: Page): Promise<void> {
  await page.waitForFunction((key) => localStorage.getItem(key) !== null, KEY, {
    timeout: LIMIT_MS,
  });
  await page.evaluate((key) => {
    const measured = JSON.parse(localStorage.getItem(key) ?? '') as EngineChoice;
    const engine: EngineChoice['engine'] = { backend: 'webgl', threads: 1 };
    const choice: EngineChoice = { ...measured, engine, size: 'small' };
    localStorage.setItem(key, JSON.stringify(choice));
  }, KEY);
  await page.reload();
}
