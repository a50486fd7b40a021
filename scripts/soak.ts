import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { launchChromium } from '../tests/harness/chromium.ts';
import { writeCameraFile } from '../tests/harness/fake-camera.ts';
import { openKiosk } from '../tests/harness/kiosk-page.ts';
import { kioskCast } from '../tests/harness/kiosk-scene.ts';
import { buildSite, serveSite } from '../tests/harness/site.ts';
import { isMain } from './support/is-main.ts';
import { parseOptions, usage } from './support/options.ts';
import { reportFailure } from './support/report-failure.ts';

/**
 * `npm run soak`: runs the kiosk for hours while people come and go before a fake camera. It writes
 * memory of the whole browser, judged frames and errors as CSV while it runs.
 */
export const soakOptions = z.object({
  hours: z.coerce.number().positive().default(2).describe('how long'),
  everySeconds: z.coerce.number().positive().default(60).describe('time between two samples'),
  url: z.url().optional().describe('a site that is served already; else this one is built'),
});
export type SoakOptions = z.infer<typeof soakOptions>;

export interface SoakSample {
  readonly minutes: number;
  /** All processes of the browser, with shared pages divided between them (PSS), MiB. */
  readonly memoryMiB: number;
  /** JavaScript objects of the page, MiB. */
  readonly heapMiB: number;
  /** Frames judged in a second since the last sample. */
  readonly framesPerSecond: number;
  readonly people: number;
  readonly state: string;
  readonly errors: number;
}

const START_LIMIT_MS = 180_000;
/** A person is in the picture half of the time. */
const SHOT_SECONDS = 12;
/** From this minute on everything is loaded and warm, and memory is compared with it. */
const SETTLED_MINUTE = 10;

export async function soak(
  { hours, everySeconds, url }: SoakOptions,
  onSample: (sample: SoakSample) => void,
): Promise<SoakSample[]> {
  const site = url ? { url, stop: async () => {} } : await buildSite().then(serveSite);
  const { bare, masked } = kioskCast();
  const camera = await writeCameraFile(
    [null, masked, null, bare].map((photograph) => ({ photograph, seconds: SHOT_SECONDS })),
  );
  const browser = await launchChromium({ camera: camera.path });
  try {
    const address = `${site.url}/kiosk?backend=wasm&showCounts=true`;
    const { page, errors } = await openKiosk(browser, address, { width: 1080, height: 1920 });
    const root = page.locator('[data-kiosk-state]');
    await page.locator('[data-kiosk-state="idle"]').waitFor({ timeout: START_LIMIT_MS });
    const devtools = await page.context().newCDPSession(page);
    const samples: SoakSample[] = [];
    const startedAt = performance.now();
    let [lastFrames, lastAt] = [Number(await root.getAttribute('data-frames')), startedAt];
    while (performance.now() - startedAt < hours * 3_600_000) {
      await page.waitForTimeout(everySeconds * 1000);
      const { usedSize } = await devtools.send('Runtime.getHeapUsage');
      const frames = Number(await root.getAttribute('data-frames'));
      const now = performance.now();
      const sample: SoakSample = {
        minutes: (now - startedAt) / 60_000,
        memoryMiB: (await browserMemoryBytes()) / 2 ** 20,
        heapMiB: usedSize / 2 ** 20,
        // After a reload the page counts from zero.
        framesPerSecond:
          ((frames - (frames >= lastFrames ? lastFrames : 0)) * 1000) / (now - lastAt),
        people: Number(await root.getAttribute('data-people')),
        state: (await root.getAttribute('data-kiosk-state')) ?? '',
        errors: errors.length,
      };
      [lastFrames, lastAt] = [frames, now];
      samples.push(sample);
      onSample(sample);
    }
    if (errors.length > 0) console.error(`Errors:\n${errors.join('\n')}`);
    return samples;
  } finally {
    await browser.close();
    await camera.remove();
    await site.stop();
  }
}

/** All Chromium processes below this process (Linux only). */
async function browserMemoryBytes(): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const parents = new Map<string, string>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The name in parentheses may contain any character, so the fields after it are used.
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
    if (parent) parents.set(pid, parent);
  }
  const descends = (pid: string): boolean => {
    const parent = parents.get(pid);
    return parent === String(process.pid) || (parent !== undefined && descends(parent));
  };
  let bytes = 0;
  for (const pid of pids.filter(descends)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (!/chrom/i.test(command.split('\0')[0] ?? '')) continue;
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    bytes += 1024 * Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  }
  return bytes;
}

/** Mean of a figure over five minutes of samples. */
function meanFrom(
  samples: readonly SoakSample[],
  minute: number,
  of: 'memoryMiB' | 'framesPerSecond',
): number {
  const some = samples.filter(({ minutes }) => minutes >= minute && minutes < minute + 5);
  return some.reduce((sum, sample) => sum + sample[of], 0) / some.length;
}

async function main(): Promise<void> {
  const options = parseOptions(soakOptions, process.argv.slice(2));
  console.log('minutes,memory_MiB,heap_MiB,frames_per_second,people,state,errors');
  const samples = await soak(options, (sample) => {
    const { minutes, memoryMiB, heapMiB, framesPerSecond, people, state, errors } = sample;
    const numbers = [minutes, memoryMiB, heapMiB, framesPerSecond].map((n) => n.toFixed(2));
    console.log([...numbers, people, state, errors].join(','));
  });
  const last = samples.at(-1);
  if (!last || last.minutes < SETTLED_MINUTE + 10) return;
  const change = (of: 'memoryMiB' | 'framesPerSecond') => {
    const [before, after] = [SETTLED_MINUTE, last.minutes - 5].map((m) => meanFrom(samples, m, of));
    return `${((100 * (after as number)) / (before as number) - 100).toFixed(1)}%`;
  };
  console.error(
    `The last five minutes against those from minute ${SETTLED_MINUTE}: memory ${change('memoryMiB')}, frame rate ${change('framesPerSecond')}; ${last.errors} errors.`,
  );
}

if (isMain(import.meta.url)) {
  try {
    await main();
  } catch (error) {
    reportFailure(error, usage('npm run soak -- [flags] > curve.csv', soakOptions));
  }
}
