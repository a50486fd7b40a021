/**
 * `npm run bench`: measures the speed of the live page in a headless Chromium. Its fake camera
 * shows 0, 1, 2, 4 and 8 faces. The face finding of @vladmandic/human runs on the same camera for
 * comparison. Figures of a busy machine are not comparable.
 */
import { z } from 'zod';
import { BACKENDS } from '../lib/vision/engine/backends.ts';
import { launchChromium } from '../tests/harness/chromium.ts';
import { writeCameraFile } from '../tests/harness/fake-camera.ts';
import { buildSite, serveSite } from '../tests/harness/site.ts';
import { measureHuman } from './bench/human.ts';
import { measureFirstVisit, measureLive, measureMemory } from './bench/live.ts';
import { benchScene } from './bench/scene.ts';
import { type BenchRow, printTable } from './bench/table.ts';
import { parseOptions, usage } from './support/options.ts';
import { runCommand } from './support/run-command.ts';

export const benchOptions = z.object({
  faces: z
    .string()
    .default('0,1,2,4,8')
    .transform((list) => list.split(',').map(Number))
    .pipe(z.array(z.int().min(0).max(9)).min(1))
    .describe('numbers of faces before the camera, 0 to 9'),
  seconds: z.coerce.number().min(2).max(600).default(15).describe('that are measured of each'),
  frames: z.coerce
    .number()
    .int()
    .min(0)
    .default(2000)
    .describe('judged before memory is looked at again; 0 leaves that out'),
  backend: z
    .enum(['auto', ...BACKENDS])
    .default('auto')
    .describe('engine to force'),
  url: z.url().optional().describe('a site that is served already; else this one is built'),
  gpu: z.boolean().default(false).describe('lets Chromium use the graphics card'),
});
export type BenchOptions = z.infer<typeof benchOptions>;

export async function bench(options: BenchOptions): Promise<void> {
  if (!options.url) await buildSite();
  const site = options.url ? null : await serveSite();
  const address = new URL('/', options.url ?? site?.url);
  if (options.backend !== 'auto') address.searchParams.set('backend', options.backend);
  try {
    const rows: BenchRow[] = [];
    for (const faces of options.faces) {
      await withCamera(faces, options.gpu, async (launch) => {
        const live = await launch((browser) => measureLive(browser, address.href, options.seconds));
        const humanMs = await launch((browser) => measureHuman(browser, live));
        rows.push({ faces, live, humanMs });
      });
      console.error(`${faces} faces measured`);
    }
    printTable(rows);
    await withCamera(1, options.gpu, async (launch) => {
      const visit = await launch((browser) => measureFirstVisit(browser, address.href));
      console.log(`\nFirst visit to first labelled box: ${(visit.ms / 1000).toFixed(1)} s`);
      console.log(`Over the wire: ${(visit.bytes / 1e6).toFixed(2)} MB`);
      console.log(`JavaScript, gzip: ${(visit.scriptBytes / 1e3).toFixed(0)} kB`);
      if (options.frames === 0) return;
      const memory = await launch((browser) =>
        measureMemory(browser, address.href, options.frames),
      );
      console.log(
        `Memory after warm-up: ${memory.before}; ${options.frames} frames later: ${memory.after}`,
      );
    });
  } finally {
    await site?.stop();
  }
}

type Browser = Awaited<ReturnType<typeof launchChromium>>;
type Launch = <T>(use: (browser: Browser) => Promise<T>) => Promise<T>;

/**
 * Writes a camera file with this number of faces and passes on a function that starts a Chromium
 * with it.
 */
async function withCamera(
  faces: number,
  gpu: boolean,
  use: (launch: Launch) => Promise<void>,
): Promise<void> {
  const camera = await writeCameraFile([{ photograph: benchScene(faces), seconds: 1 }]);
  try {
    await use(async (measure) => {
      const browser = await launchChromium({ camera: camera.path, gpu });
      try {
        return await measure(browser);
      } finally {
        await browser.close();
      }
    });
  } finally {
    await camera.remove();
  }
}

await runCommand(
  import.meta.url,
  () => bench(parseOptions(benchOptions, process.argv.slice(2))),
  () => usage('npm run bench --', benchOptions),
);
