import { request } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { FRAME_STAGES, type FrameStage, perStage } from '../../lib/stages.ts';
import { readLive, startLive, waitForLabel } from '../../tests/harness/live-page.ts';

/** What the live page reached. */
export interface LiveFigures {
  /** As the page names it, and its threads. */
  readonly engine: string;
  readonly threads: number;
  /** In the picture at the end. */
  readonly faces: number;
  /** Found, tracked and labelled a second. */
  readonly framesPerSecond: number;
  /** The page's own frames a second. */
  readonly pageFramesPerSecond: number;
  /** Milliseconds of each stage, the mean of what the page showed. */
  readonly timesMs: Readonly<Record<FrameStage, number>>;
}

const LIMIT_MS = 180_000;
/** Labels settle, the engine reaches its pace. */
const RUN_IN_MS = 4000;
/** Runs in the page before its own scripts: the times of the stages are shown. */
const SHOW_TIMES = `
  if (location.protocol.startsWith('http')) {
    localStorage.setItem('maskgate.settings', '{"showTimes":true}');
  }`;
/** What the page shows is renewed once a second. */
const SAMPLE_EVERY_MS = 1000;

export async function measureLive(
  browser: Browser,
  url: string,
  seconds: number,
): Promise<LiveFigures> {
  const { page } = await startLive(browser, url, { script: SHOW_TIMES });
  await waitForFrames(page, 5);
  await page.waitForTimeout(RUN_IN_MS);
  const pageFrames = await countPageFrames(page);
  const startedAt = performance.now();
  const [framesBefore, pageBefore] = [await judgedFrames(page), await pageFrames()];
  const samples: Record<FrameStage, number>[] = [];
  while (performance.now() - startedAt < seconds * 1000) {
    await page.waitForTimeout(SAMPLE_EVERY_MS);
    samples.push(await readTimes(page));
  }
  const [framesAfter, pageAfter] = [await judgedFrames(page), await pageFrames()];
  const elapsed = (performance.now() - startedAt) / 1000;
  const { state } = await readLive(page);
  const mean = (stage: FrameStage) =>
    samples.reduce((sum, times) => sum + times[stage], 0) / samples.length;
  return {
    engine: state?.engine ?? '',
    threads: await threadsOf(page),
    faces: state?.faces.length ?? 0,
    framesPerSecond: (framesAfter - framesBefore) / elapsed,
    pageFramesPerSecond: (pageAfter - pageBefore) / elapsed,
    timesMs: perStage(mean),
  };
}

/** A fresh visitor: milliseconds to the first labelled box, and all bytes, the copy for visits without a network included. */
export async function measureFirstVisit(
  browser: Browser,
  url: string,
): Promise<{ ms: number; bytes: number }> {
  const startedAt = performance.now();
  const { page, requests } = await startLive(browser, url);
  if (!(await waitForLabel(page, LIMIT_MS))) throw new Error('No face was labelled.');
  const ms = performance.now() - startedAt;
  return { ms, bytes: await bytesOf([...requests, ...(await offlineFiles(url))]) };
}

/** What TensorFlow.js holds after the warm-up and so many frames later. */
export async function measureMemory(
  browser: Browser,
  url: string,
  frames: number,
): Promise<{ before: string; after: string }> {
  const { page } = await startLive(browser, url);
  await waitForFrames(page, 50);
  const before = await readMemory(page);
  await waitForFrames(page, 50 + frames);
  return { before, after: await readMemory(page) };
}

async function waitForFrames(page: Page, frames: number): Promise<void> {
  await page.waitForFunction(
    (least) =>
      Number(document.querySelector('[data-frames]')?.getAttribute('data-frames')) >= least,
    frames,
    { timeout: LIMIT_MS + frames * 1000, polling: 250 },
  );
}

async function judgedFrames(page: Page): Promise<number> {
  return Number(await page.locator('[data-frames]').getAttribute('data-frames'));
}

async function readMemory(page: Page): Promise<string> {
  const results = page.locator('[data-tensors]');
  const [tensors, bytes] = [
    await results.getAttribute('data-tensors'),
    await results.getAttribute('data-tensor-bytes'),
  ];
  return `${tensors} tensors, ${bytes} bytes`;
}

async function threadsOf(page: Page): Promise<number> {
  return Number(await page.locator('[data-threads]').getAttribute('data-threads'));
}

async function readTimes(page: Page): Promise<Record<FrameStage, number>> {
  return page.evaluate(
    (stages) =>
      Object.fromEntries(
        stages.map((stage) => {
          const figure = document.querySelector(`[data-stage="${stage}"]`);
          return [stage, Number(figure?.getAttribute('data-ms'))];
        }),
      ) as Record<FrameStage, number>,
    FRAME_STAGES,
  );
}

/** Counts animation frames from now on. As text, for compilers wrap functions that have names. */
const COUNT_FRAMES = `(() => {
  const counter = { frames: 0 };
  const tick = () => { counter.frames += 1; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  return counter;
})()`;

/** @returns reads how many frames the page has shown since */
async function countPageFrames(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle<{ frames: number }>(COUNT_FRAMES);
  return () => counter.evaluate(({ frames }) => frames);
}

/** What comes over the wire from these addresses, compressed as for a browser, each once. */
async function bytesOf(urls: Iterable<string>): Promise<number> {
  const sizes = [...new Set(urls)].filter((url) => url.startsWith('http')).map(bytesOfFile);
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

function bytesOfFile(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': 'gzip, deflate, br' };
    request(url, { headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.byteLength;
      });
      response.on('end', () => resolve(bytes));
    })
      .on('error', reject)
      .end();
  });
}

/** Addresses of the copy that the page keeps for visits without a network. */
async function offlineFiles(url: string): Promise<string[]> {
  const files = (await (await fetch(new URL('/offline-files.json', url))).json()) as string[];
  return files.map((file) => new URL(file, url).href);
}
