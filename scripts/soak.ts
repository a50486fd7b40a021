import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { BACKENDS } from '../lib/vision/engine/backends.ts';
import { LOST_WITH_WORKER } from '../tests/harness/kiosk-page.ts';
import { browserMemoryBytes } from './bench/browser-memory.ts';
import { type SoakSample, soakCurveSvg } from './bench/soak-curve.ts';
import { openSoakedKiosk, type SoakedKiosk } from './bench/soak-kiosk.ts';
import { parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';

/**
 * `npm run soak`: runs the kiosk for many frames while people come and go before a fake camera. It writes memory of
 * the whole browser, tensors, judged frames and errors as CSV while it runs. On the way the kiosk loses its engine
 * and its camera, and the site is updated.
 */
export const soakOptions = z.object({
  frames: z.coerce.number().int().min(1000).default(100_000).describe('judged before it ends'),
  everySeconds: z.coerce.number().positive().default(60).describe('time between two samples'),
  backend: z.enum(BACKENDS).default('wasm').describe('engine; only WebGL has a context to lose'),
  gpu: z.boolean().default(false).describe('lets Chromium use the graphics card'),
  small: z.boolean().default(false).describe('small camera picture and screen, for more frames'),
  plot: z.string().optional().describe('SVG file for the curves'),
});
type SoakOptions = z.infer<typeof soakOptions>;

/** What happens, and after which share of the frames. */
const EVENTS: readonly { readonly name: keyof SoakedKiosk & string; readonly at: number }[] = [
  { name: 'loseEngine', at: 0.25 },
  { name: 'loseCamera', at: 0.5 },
  { name: 'update', at: 0.75 },
];
const WORDS: Readonly<Record<string, string>> = {
  loseEngine: 'engine lost',
  loseCamera: 'camera lost',
  update: 'update',
};
/** Until a worker tells its tensors. */
const TENSORS_LIMIT_MS = 2000;
/** Until frames are judged again after such an event; longer is a failure. */
const RECOVERY_LIMIT_MS = 300_000;
/** What is compared, in shares of the frames: before the first event, and after the last. */
const BEFORE = { from: 0.1, to: 0.25 };
const AFTER = { from: 0.85, to: 1 };
/** Most that memory, tensors and frame rate may change between the two. */
const FLAT_RATIO = 0.1;

async function soak(
  options: SoakOptions,
  onSample: (sample: SoakSample) => void,
): Promise<SoakSample[]> {
  const kiosk = await openSoakedKiosk(options.backend, options);
  try {
    const meter = await startMeter(kiosk);
    const samples: SoakSample[] = [];
    const events = [...EVENTS];
    while (meter.frames < options.frames) {
      await kiosk.page.waitForTimeout(options.everySeconds * 1000);
      let happened = '';
      if (events[0] && meter.frames >= events[0].at * options.frames) {
        happened = await goThrough(kiosk, events.shift() as (typeof EVENTS)[number]);
      }
      const sample = await meter.sample(happened);
      samples.push(sample);
      onSample(sample);
    }
    const errors = kiosk.errors.filter((error) => !LOST_WITH_WORKER.test(error));
    if (errors.length > 0) console.error(`Errors:\n${errors.join('\n')}`);
    return samples;
  } finally {
    await kiosk.close();
  }
}

/** Lets it happen, and waits until frames are judged again. @returns what happened, in words */
async function goThrough(kiosk: SoakedKiosk, { name }: (typeof EVENTS)[number]): Promise<string> {
  const startedMs = performance.now();
  await (kiosk[name] as () => Promise<void>)();
  const checking = kiosk.page.locator(
    '[data-kiosk-state]:not([data-kiosk-state="not-checking"]):not([data-frames="0"])',
  );
  // "Not checking" comes at once or within seconds; an update is over when its page judges frames.
  if (name !== 'update') {
    await kiosk.page.locator('[data-kiosk-state="not-checking"]').waitFor({ timeout: 30_000 });
  }
  await checking.waitFor({ timeout: RECOVERY_LIMIT_MS });
  const seconds = (performance.now() - startedMs) / 1000;
  console.error(`${WORDS[name]}: frames are judged again after ${seconds.toFixed(1)} s`);
  return WORDS[name] ?? name;
}

async function startMeter({ page, errors }: SoakedKiosk) {
  const root = page.locator('[data-kiosk-state]');
  const devtools = await page.context().newCDPSession(page);
  const startedMs = performance.now();
  let [total, shown, lastMs] = [0, Number(await root.getAttribute('data-frames')), startedMs];
  return {
    get frames() {
      return total;
    },
    async sample(event: string): Promise<SoakSample> {
      const { usedSize } = await devtools.send('Runtime.getHeapUsage');
      const frames = Number(await root.getAttribute('data-frames'));
      const nowMs = performance.now();
      // A page that loaded itself anew counts from the beginning.
      const more = frames >= shown ? frames - shown : frames;
      const framesPerSecond = (more * 1000) / (nowMs - lastMs);
      [total, shown, lastMs] = [total + more, frames, nowMs];
      return {
        minutes: (nowMs - startedMs) / 60_000,
        frames: total,
        memoryMiB: (await browserMemoryBytes()) / 2 ** 20,
        heapMiB: usedSize / 2 ** 20,
        tensors: await tensorsOf(page),
        framesPerSecond,
        people: Number(await root.getAttribute('data-people')),
        state: (await root.getAttribute('data-kiosk-state')) ?? '',
        errors: errors.filter((error) => !LOST_WITH_WORKER.test(error)).length,
        event,
      };
    },
  };
}

/** Of the worker that holds the engine. Other workers have none; the threads of WebAssembly never answer. */
async function tensorsOf(page: SoakedKiosk['page']): Promise<number | null> {
  const asked = page
    .workers()
    .map((worker) =>
      Promise.race([
        worker.evaluate<number | null>('_tfengine.memory().numTensors'),
        setTimeout(TENSORS_LIMIT_MS, null),
      ]),
    );
  const told = (await Promise.allSettled(asked)).flatMap((one) =>
    one.status === 'fulfilled' && one.value ? [one.value] : [],
  );
  return told.length > 0 ? Math.max(...told) : null;
}

type Figure = 'memoryMiB' | 'tensors' | 'framesPerSecond';

/** How a figure changed from before the events to after them, as a ratio; 0 where it stayed. */
function changeOf(figure: Figure, samples: readonly SoakSample[]): number {
  const goal = samples.at(-1)?.frames ?? 0;
  const meanIn = ({ from, to }: typeof BEFORE) => {
    const values = samples.flatMap((sample) =>
      sample.frames >= from * goal && sample.frames <= to * goal && sample.event === ''
        ? (sample[figure] ?? [])
        : [],
    );
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return meanIn(AFTER) / meanIn(BEFORE) - 1;
}

async function main(): Promise<void> {
  const options = parseOptions(soakOptions, process.argv.slice(2));
  console.log(
    'minutes,frames,memory_MiB,heap_MiB,tensors,frames_per_second,people,state,errors,event',
  );
  const samples = await soak(options, (sample) => {
    const { minutes, frames, memoryMiB, heapMiB, tensors, framesPerSecond } = sample;
    const { people, state, errors, event } = sample;
    const [m, memory, heap, rate] = [minutes, memoryMiB, heapMiB, framesPerSecond].map((n) =>
      n.toFixed(2),
    );
    console.log([m, frames, memory, heap, tensors, rate, people, state, errors, event].join(','));
  });
  if (options.plot) await writeFile(options.plot, soakCurveSvg(samples));
  const changes = (['memoryMiB', 'tensors', 'framesPerSecond'] as const).map((figure) => {
    return { figure, change: changeOf(figure, samples) };
  });
  for (const { figure, change } of changes) {
    console.error(`${figure}: ${(100 * change).toFixed(1)}% from before the events to after them`);
  }
  // More frames a second are no fault.
  const isFlat = changes.every(({ figure, change }) =>
    figure === 'framesPerSecond' ? change >= -FLAT_RATIO : change <= FLAT_RATIO,
  );
  if (!isFlat || (samples.at(-1)?.errors ?? 0) > 0) process.exitCode = 1;
}

await runCommand(import.meta.url, main, () =>
  usage('npm run soak -- [flags] > curve.csv', soakOptions),
);
