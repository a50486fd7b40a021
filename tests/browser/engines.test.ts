import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { intersectionOverUnion } from '../../lib/geometry.ts';
import { isJudged, type JudgedStill } from '../../lib/stills/still-result.ts';
import { openDetector } from '../../lib/vision/detector.ts';
import type { Backend } from '../../lib/vision/engine/backends.ts';
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
/** Software WebGL takes seconds for a picture. */
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

/** What the page of photographs makes of the files on an engine, by their names. */
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
