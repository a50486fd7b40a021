import { request } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { FRAME_STAGES, type FrameStage, perStage } from '../../lib/stages.ts';
import { readLive, startLive, waitForLabel } from '../../tests/harness/live-page.ts';

/** Figures of the live page. */
export interface LiveFigures {
  /** The engine's name on the page. */
  readonly engine: string;
  readonly threads: number;
  /** Number of faces in the picture at the end. */
  readonly faces: number;
  /** Frames that were searched, tracked and labelled in a second. */
  readonly framesPerSecond: number;
  /** Frames that the page itself showed in a second. */
  readonly pageFramesPerSecond: number;
  /** Milliseconds of each stage: the mean of the figures on the page. */
  readonly timesMs: Readonly<Record<FrameStage, number>>;
}

const LIMIT_MS = 180_000;
/** Time for labels to settle and for the engine to reach its speed. */
const RUN_IN_MS = 4000;
/** Runs before the page's own scripts and turns on the display of stage times. */
const SHOW_TIMES = `
  if (location.protocol.startsWith('http')) {
    localStorage.setItem('maskgate.settings', '{"showTimes":true}');
  }`;
/** The page renews its figures once a second. */
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

/**
 * A fresh visitor: milliseconds to the first labelled box, all bytes, the copy for visits without a network
 * included, and those of the scripts until that box, by gzip.
 */
export async function measureFirstVisit(
  browser: Browser,
  url: string,
): Promise<{ ms: number; bytes: number; scriptBytes: number }> {
  const startedAt = performance.now();
  const { page, requests } = await startLive(browser, url);
  if (!(await waitForLabel(page, LIMIT_MS))) throw new Error('No face was labelled.');
  const ms = performance.now() - startedAt;
  const scripts = requests.filter((address) => new URL(address).pathname.endsWith('.js'));
  return {
    ms,
    scriptBytes: await bytesOf(scripts, 'gzip'),
    bytes: await bytesOf([...requests, ...(await offlineFiles(url))]),
  };
}

/** Memory of TensorFlow.js after the warm-up and after the given number of frames. */
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

/** Counts animation frames from now on. Text, because compilers wrap functions that have names. */
const COUNT_FRAMES = `(() => {
  const counter = { frames: 0 };
  const tick = () => { counter.frames += 1; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
  return counter;
})()`;

/** @returns reads the number of frames since the call */
async function countPageFrames(page: Page): Promise<() => Promise<number>> {
  const counter = await page.evaluateHandle<{ frames: number }>(COUNT_FRAMES);
  return () => counter.evaluate(({ frames }) => frames);
}

/** What comes over the wire from these addresses, compressed as for a browser, each once. */
async function bytesOf(urls: Iterable<string>, encodings = 'gzip, deflate, br'): Promise<number> {
  const addresses = [...new Set(urls)].filter((url) => url.startsWith('http'));
  const sizes = addresses.map((url) => bytesOfFile(url, encodings));
  return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

function bytesOfFile(url: string, encodings: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': encodings };
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
