import { type Browser, errors, type Page } from 'playwright-core';
import type { Box } from '../../lib/geometry.ts';
import type { Verdict } from '../../lib/vision/labels.ts';
import { CAMERA_FRAME } from './fake-camera.ts';
import { MARKER_CELL_PX, MARKER_WIDTH_PX, readMarkerInPage } from './frame-marker.ts';
import { serveModels } from './servers/serve-models.ts';

/** A face in the page's machine-readable list. */
export interface ListedFace {
  readonly id: string;
  readonly label: Verdict;
  /** 0 to 1 */
  readonly confidence: number;
  /** In pixels of the fake camera's frame, whatever size the page requested. */
  readonly box: Box;
}

export interface LiveState {
  readonly engine: string;
  /** Frames judged so far. */
  readonly frames: number;
  /** Tracks so far. */
  readonly people: number;
  readonly faces: readonly ListedFace[];
}

export interface LivePage {
  readonly page: Page;
  /** Every address that the page and its workers asked for. */
  readonly requests: readonly string[];
  /** Errors that the page did not catch. */
  readonly errors: readonly string[];
}

export interface StartOptions {
  /** Runs in the page before its own scripts. */
  readonly script?: string;
  readonly colorScheme?: 'light' | 'dark';
  /** Folder of models in place of the site's. */
  readonly models?: string;
}

/** A fresh visitor opens the page and presses the start button. */
export async function startLive(
  browser: Browser,
  url: string,
  { script = '', colorScheme = 'light', models }: StartOptions = {},
): Promise<LivePage> {
  const context = await browser.newContext({ ...FRESH_VISITOR, colorScheme });
  const requests: string[] = [];
  const uncaught: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  context.on('weberror', (error) => uncaught.push(String(error.error())));
  if (models !== undefined) await serveModels(context, models);
  const page = await context.newPage();
  await page.addInitScript(script);
  await page.goto(url);
  await page.getByRole('button', { name: /start/i }).first().click();
  return { page, requests, errors: uncaught };
}

const FRESH_VISITOR = { locale: 'en-US', viewport: { width: 1280, height: 900 } };

/** Runs in the page, as text: reads its current results; null if it shows none. */
function readResultsInPage(frameWidth: number): LiveState | null {
  const root = document.querySelector<HTMLElement>('[data-engine]');
  const video = document.querySelector('video');
  if (!root || !video?.videoWidth) return null;
  const scale = frameWidth / video.videoWidth;
  const faces = [...root.querySelectorAll<HTMLElement>('[data-face]')].map(({ dataset }) => ({
    id: dataset.face ?? '',
    label: dataset.label as Verdict,
    confidence: Number(dataset.confidence),
    box: {
      x: Number(dataset.x) * scale,
      y: Number(dataset.y) * scale,
      width: Number(dataset.width) * scale,
      height: Number(dataset.height) * scale,
    },
  }));
  const { engine = '', frames, people } = root.dataset;
  return { engine, frames: Number(frames), people: Number(people), faces };
}

/**
 * The page's results and the number of the shot on its video (null before it plays). Both are of
 * the same moment: one call reads them, and no code of the page runs in between.
 */
export async function readLive(
  page: Page,
): Promise<{ shot: number | null; state: LiveState | null }> {
  const marker = JSON.stringify([CAMERA_FRAME.width, MARKER_CELL_PX, MARKER_WIDTH_PX]);
  return page.evaluate(`(async () => {
    const state = (${readResultsInPage})(${CAMERA_FRAME.width});
    const video = document.querySelector('video');
    return { state, shot: video ? await (${readMarkerInPage})(video, ${marker}) : null };
  })()`);
}

/**
 * Waits for the first face with a label. @returns whether there was one in time
 * @throws Error that the page shows instead
 */
export async function waitForLabel(page: Page, limitMs: number): Promise<boolean> {
  const labelled = page.locator('[data-engine] [data-face]:not([data-label="unsure"])').first();
  const failure = page.locator('[role="alert"][data-error]').first();
  try {
    await labelled.or(failure).first().waitFor({ state: 'attached', timeout: limitMs });
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
  if (await failure.isVisible()) {
    throw new Error(`The page says: ${await failure.textContent()}`);
  }
  return true;
}

export interface SettleOptions {
  /** Frames of a shot that the page must judge before its answer counts. */
  readonly frames: number;
  /** Least time before an answer counts, ms: a label stays until the evidence has changed. */
  readonly ms: number;
  readonly limitMs: number;
}

/** @returns the page's results once it has settled on a shot; null if the time runs out first */
export async function settledAnswer(
  page: Page,
  shot: number,
  { frames, ms, limitMs }: SettleOptions,
): Promise<LiveState | null> {
  const end = performance.now() + limitMs;
  let since: { frames: number; ms: number } | undefined;
  while (performance.now() < end) {
    const { shot: shown, state } = await readLive(page);
    if (state && shown === shot) {
      since ??= { frames: state.frames, ms: performance.now() };
      if (state.frames >= since.frames + frames && performance.now() >= since.ms + ms) return state;
    }
    await page.waitForTimeout(50);
  }
  return null;
}
