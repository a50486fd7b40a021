/**
 * `npm run bench:stills -- PHOTO|FOLDER... [--count 500] [--url URL]`: gives photographs to the
 * page of a running site in headless Chromium, all at once, and the same files to `npm run check`.
 * It prints failures, speeds, the growth of the browser's memory and the longest pause of the page.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { BACKENDS } from '../lib/vision/engine/backends.ts';
import { launchChromium } from '../tests/harness/chromium.ts';
import { type PictureFile, pictureFiles } from './data/picture-files.ts';
import { parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';

const benchOptions = z.object({
  photos: z.array(z.string()).min(1).describe('photographs and folders; need no flag'),
  count: z.coerce.number().int().min(2).default(500).describe('photographs, the first of them'),
  early: z.coerce
    .number()
    .int()
    .min(1)
    .default(50)
    .describe('after so many, memory is taken first'),
  url: z.string().default('http://localhost:3000').describe('where the site is served'),
  backend: z
    .enum(['auto', ...BACKENDS])
    .default('auto')
    .describe('of the page'),
  engine: z.string().default('wasm').describe('of npm run check; none leaves it out'),
});
type BenchOptions = z.infer<typeof benchOptions>;

interface Memory {
  /** Private memory of all processes of the browser, MB. */
  readonly browserMb: number;
  /** Memory of the page's scripts after a garbage collection, MB. */
  readonly scriptsMb: number;
}

interface PageFigures {
  readonly failed: number;
  readonly seconds: number;
  readonly early: Memory;
  readonly late: Memory;
  readonly frames: PageFrames;
}

/** Frames that the page showed while it judged. */
interface PageFrames {
  readonly perSecond: number;
  /** Longest time between two frames, ms. */
  readonly longestPauseMs: number;
  /** Sum of the time beyond 0.1 s between two frames, ms. */
  readonly stoodStillMs: number;
}

async function main(): Promise<void> {
  const options = parseOptions(benchOptions, process.argv.slice(2), undefined, 'photos');
  const files = (await pictureFiles(options.photos)).slice(0, options.count);
  const page = await benchPage(files, options);
  const growth = (100 * (page.late.browserMb - page.early.browserMb)) / page.early.browserMb;
  console.log(
    [
      `page: ${files.length} photographs, ${page.failed} failed, ${rate(files.length, page.seconds)}`,
      `memory after ${options.early}: ${describe(page.early)}`,
      `memory after ${files.length}: ${describe(page.late)}; the browser's grew by ${growth.toFixed(1)}%`,
      `page while judging: ${page.frames.perSecond.toFixed(0)} frames/s, longest pause ${page.frames.longestPauseMs.toFixed(0)} ms, stood still for ${(page.frames.stoodStillMs / 1000).toFixed(1)} s in all`,
    ].join('\n'),
  );
  if (options.engine === 'none') return;
  const seconds = await timeCheck(files, options.engine);
  console.log(`npm run check (${options.engine}): ${rate(files.length, seconds)}`);
}

/** Judges the first photographs, measures memory, and judges the others. */
async function benchPage(
  files: readonly PictureFile[],
  { url, backend, early }: BenchOptions,
): Promise<PageFigures> {
  const browser = await launchChromium({ args: ['--js-flags=--expose-gc'] });
  try {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${url}/stills${backend === 'auto' ? '' : `?backend=${backend}`}`);
    await page.locator('[data-engine]:not([data-engine=""])').waitFor({ timeout: 300_000 });
    const earlySeconds = await judge(page, files.slice(0, early), early);
    const earlyMemory = await memoryOf(browser, page);
    const readFrames = await watchFrames(page);
    const lateSeconds = await judge(page, files.slice(early), files.length);
    const frames = await readFrames();
    const late = await memoryOf(browser, page);
    const failed = await page.locator('[data-file][data-error]').count();
    return { failed, seconds: earlySeconds + lateSeconds, early: earlyMemory, late, frames };
  } finally {
    await browser.close();
  }
}

/** @returns the time until `total` pictures were judged, s */
async function judge(page: Page, files: readonly PictureFile[], total: number): Promise<number> {
  const started = performance.now();
  await page
    .locator('input[type=file][multiple]')
    .first()
    .setInputFiles(files.map(({ file }) => file));
  await page.waitForFunction(
    (wanted) => Number(document.querySelector<HTMLElement>('[data-done]')?.dataset.done) >= wanted,
    total,
    { timeout: 0, polling: 200 },
  );
  return (performance.now() - started) / 1000;
}

/** Text, because compilers wrap functions that have names. */
const WATCH_FRAMES = `(() => {
  const seen = { startedAt: performance.now(), last: performance.now(), frames: 0, longest: 0, still: 0 };
  const tick = (now) => {
    const pause = now - seen.last;
    seen.longest = Math.max(seen.longest, pause);
    seen.still += Math.max(0, pause - 100);
    seen.frames += 1;
    seen.last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return seen;
})()`;

/** Counts the page's frames from now on. @returns reads the figures */
async function watchFrames(page: Page): Promise<() => Promise<PageFrames>> {
  const handle = await page.evaluateHandle<Record<string, number>>(WATCH_FRAMES);
  return () =>
    handle.evaluate(({ startedAt = 0, last = 0, frames = 0, longest = 0, still = 0 }) => ({
      perSecond: (frames * 1000) / (last - startedAt),
      longestPauseMs: longest,
      stoodStillMs: still,
    }));
}

async function memoryOf(browser: Browser, page: Page): Promise<Memory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(3000);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await system.detach();
  const held = await Promise.all(processInfo.map(({ id }) => heldMb(id)));
  return { browserMb: held.reduce((sum, mb) => sum + mb, 0), scriptsMb: usedSize / 1e6 };
}

/** Memory of a process (PSS: shared pages are divided among their users), MB; Linux only. */
async function heldMb(processId: number): Promise<number> {
  const rollup = await readFile(`/proc/${processId}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) / 1000;
}

async function timeCheck(files: readonly PictureFile[], engine: string): Promise<number> {
  const script = fileURLToPath(new URL('check.ts', import.meta.url));
  const args = ['--import', 'tsx', script, '--json', '--engine', engine];
  const started = performance.now();
  const child = spawn(process.execPath, [...args, ...files.map(({ file }) => file)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'close');
  if (code !== 0) console.log(`npm run check ended with ${code}`);
  return (performance.now() - started) / 1000;
}

function rate(count: number, seconds: number): string {
  return `${seconds.toFixed(0)} s, ${(count / seconds).toFixed(2)} photographs/s`;
}

function describe({ browserMb, scriptsMb }: Memory): string {
  return `browser ${browserMb.toFixed(0)} MB, scripts ${scriptsMb.toFixed(1)} MB`;
}

await runCommand(import.meta.url, main, () =>
  usage('npm run bench:stills -- [flags] PHOTO|FOLDER...', benchOptions),
);
