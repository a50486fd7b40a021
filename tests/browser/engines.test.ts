import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { intersectionOverUnion } from '../../lib/geometry.ts';
import { isJudged, type JudgedStill } from '../../lib/stills/still-result.ts';
import { openDetector } from '../../lib/vision/detector.ts';
import type { Backend } from '../../lib/vision/engine/backends.ts';
import type { EngineChoice } from '../../lib/vision/engine/engine-choice.ts';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { checkPicture } from '../../scripts/check/check-picture.ts';
import { modelsFolder } from '../../scripts/support/published-models.ts';
import { launchChromium, SOFTWARE_WEBGPU } from '../harness/chromium.ts';
import { barePhotographs, maskedPhotographs } from '../harness/photographs.ts';
import { byFile, download, openStills, waitUntilJudged } from '../harness/stills-page.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { useWasm } from '../support/wasm.ts';

const SAME_SCORE = 0.01;
const SAME_PLACE = 0.95;
/** Only two pictures: software WebGL takes half a minute for each. */
const FIXTURES = [...maskedPhotographs().slice(0, 1), ...barePhotographs().slice(0, 1)];

const site = inject('siteUrl');
let browser: Browser;
beforeAll(useWasm);
beforeAll(async () => {
  browser = await launchChromium({ args: SOFTWARE_WEBGPU });
});
afterAll(() => browser.close());

/** The fixtures as files, until the test ends. */
async function fixtureFiles(): Promise<string[]> {
  const folder = await temporaryFolder();
  return Promise.all(
    FIXTURES.map(async (photograph, i) => {
      const file = path.join(folder, `face-${i}.png`);
      await writeFile(file, await photograph.load());
      return file;
    }),
  );
}

/** The photographs page's results for the files on an engine, by file name. */
async function judgedBy(backend: Backend, files: readonly string[]) {
  const page = await openStills(browser, site, backend);
  await page.locator('input[type=file][multiple]').setInputFiles([...files]);
  await waitUntilJudged(page, files.length);
  const results = byFile(String(await download(page, /json/i)));
  await page.context().close();
  return results;
}

function expectSame(name: string, one: unknown, other: unknown): void {
  const [a, b] = [one, other] as [JudgedStill | undefined, JudgedStill | undefined];
  if (!a || !b || !isJudged(a) || !isJudged(b)) throw new Error(`${name}: not judged`);
  expect(b.faces.length, name).toBe(a.faces.length);
  expect(a.faces.length, name).toBeGreaterThan(0);
  for (const [i, face] of a.faces.entries()) {
    const same = b.faces[i] as typeof face;
    expect(intersectionOverUnion(face.box, same.box), name).toBeGreaterThan(SAME_PLACE);
    expect(same.label, name).toBe(face.label);
    for (const label of CLASS_LABELS) {
      const [p, q] = [face.scores[label], same.scores[label]];
      expect(Math.abs(p - q), `${name}: ${label} ${p} and ${q}`).toBeLessThanOrEqual(SAME_SCORE);
    }
  }
}

describe('the remembered engine', () => {
  const START_LIMIT_MS = 180_000;
  const KEY = 'maskgate.engine';

  const remembered = async (page: Page) =>
    JSON.parse(
      await page.evaluate<string>(`localStorage.getItem('${KEY}') ?? 'null'`),
    ) as EngineChoice | null;

  /** Reloads the live page with a stored choice, and waits until it stores another engine. */
  async function reopen(page: Page, choice: EngineChoice): Promise<EngineChoice | null> {
    await page.evaluate(
      `localStorage.setItem('${KEY}', ${JSON.stringify(JSON.stringify(choice))})`,
    );
    await page.reload();
    // The page opens the engine while it shows the start screen, and stores the choice once the
    // engine runs.
    await expect
      .poll(async () => (await remembered(page))?.engine, { timeout: START_LIMIT_MS })
      .not.toEqual(choice.engine);
    return remembered(page);
  }

  it('is WebAssembly on a software renderer; WebGL of another driver is given up', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${site}/`);
    await expect.poll(() => remembered(page), { timeout: START_LIMIT_MS }).not.toBeNull();
    const own = (await remembered(page)) as EngineChoice;
    expect(own.engine.backend).toBe('wasm');
    expect(own.key).toMatch(/SwiftShader|no WebGL/);
    // As stored while the device had a graphics card, or before a browser update.
    const key = own.key.replace(/[^,]*(SwiftShader|no WebGL)[^,]*/, ' ANGLE (a card of before)');
    expect(key).not.toBe(own.key);
    const before = { ...own, key, engine: { backend: 'webgl', threads: 1 } } as EngineChoice;
    expect(await reopen(page, before)).toMatchObject({ key: own.key, engine: { backend: 'wasm' } });
    await context.close();
  });
});

/** Software WebGPU takes minutes for a picture. */
const ON_REQUEST = !process.env.SLOW_TESTS;

describe('the engines', () => {
  it('webgl, wasm and wasm outside a browser give the same scores', async () => {
    const files = await fixtureFiles();
    const wasm = await judgedBy('wasm', files);
    const webgl = await judgedBy('webgl', files);
    const detector = await openDetector(modelsFolder('public/models'));
    for (const file of files) {
      const name = path.basename(file);
      expectSame(`${name}, webgl`, wasm.get(name), webgl.get(name));
      expectSame(`${name}, Node`, wasm.get(name), await checkPicture(detector, file));
    }
    detector.dispose();
  });

  it.skipIf(ON_REQUEST)('webgpu gives the same scores (SLOW_TESTS=1 runs it)', async () => {
    const one = (await fixtureFiles()).slice(0, 1);
    const [wasm, webgpu] = [await judgedBy('wasm', one), await judgedBy('webgpu', one)];
    const name = path.basename(one[0] as string);
    expectSame(name, wasm.get(name), webgpu.get(name));
  });
});
