import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { intersectionOverUnion, type Size } from '../../lib/geometry.ts';
import {
  type CameraMode,
  camerasOpened,
  canvasCameraScript,
  changeCamera,
  faceBox,
} from '../harness/canvas-camera.ts';
import { launchChromium } from '../harness/chromium.ts';
import { startLive, waitForLabel } from '../harness/live-page.ts';
import { barePhotographs, type Photograph } from '../harness/photographs.ts';

const site = inject('siteUrl');
const START_LIMIT_MS = 240_000;
/** Limit until a problem is reported, and until labels return. Both take seconds when idle. */
const LIMIT_MS = 20_000;

const [photograph] = barePhotographs() as [Photograph];
/** Half the usual camera size: the CPU that runs the networks also paints the canvas. */
const ACROSS: Size = { width: 640, height: 360 };
const UPRIGHT: Size = { width: 360, height: 640 };

let browser: Browser;
let page: Page;
// One page runs through all tests, so each test leaves a camera that shows the face.
beforeAll(async () => {
  browser = await launchChromium();
  const script = await canvasCameraScript(photograph);
  ({ page } = await startLive(browser, `${site}/`, { script }));
  expect(await waitForLabel(page, START_LIMIT_MS)).toBe(true);
});
afterAll(() => browser?.close());

const faces = () => page.locator('[data-engine] [data-face]').count();
const notice = (picture: string) => page.locator(`[role="alert"][data-picture="${picture}"]`);

async function expectToldAndOver(
  picture: string,
  trouble: () => Promise<void>,
  mend: () => Promise<void>,
): Promise<void> {
  const startedAt = performance.now();
  await trouble();
  await notice(picture).waitFor({ timeout: LIMIT_MS });
  console.log(`${picture}: told after ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  expect(await notice(picture).textContent()).toMatch(/picture|noise/i);
  expect(await faces()).toBe(0);
  expect(await page.locator('canvas').first().isVisible()).toBe(false);
  await mend();
  await notice(picture).waitFor({ state: 'detached', timeout: LIMIT_MS });
  await expect.poll(faces, { timeout: LIMIT_MS }).toBe(1);
}

describe('the picture of a camera', () => {
  it.each<CameraMode>(['frozen', 'black', 'noise'])(
    'that is %s is reported, removes the labels, and recovers by itself',
    async (mode) => {
      await expectToldAndOver(
        mode,
        () => changeCamera(page, { mode }),
        () => changeCamera(page, { mode: 'face' }),
      );
    },
  );

  it('of a muted camera is told, too', async () => {
    await expectToldAndOver(
      'frozen',
      () => changeCamera(page, { muted: true }),
      () => changeCamera(page, { muted: false }),
    );
  });

  it('that stays frozen is asked for again', async () => {
    await changeCamera(page, { mode: 'frozen' });
    await expect.poll(() => camerasOpened(page), { timeout: 2 * LIMIT_MS }).toBeGreaterThan(1);
    await changeCamera(page, { mode: 'face' });
    await expect.poll(faces, { timeout: LIMIT_MS }).toBe(1);
  });

  it('that is turned, as a phone turns it, has the same person in it within a second', async () => {
    const overlapIn = async (size: Size) => {
      const seen = await page.evaluate(() => {
        const root = document.querySelector<HTMLElement>('[data-engine]');
        const face = root?.querySelector<HTMLElement>('[data-face]')?.dataset;
        const { x, y, width, height } = face ?? {};
        return {
          box: { x: Number(x), y: Number(y), width: Number(width), height: Number(height) },
          people: Number(root?.dataset.people),
        };
      });
      return {
        people: seen.people,
        overlap: intersectionOverUnion(seen.box, faceBox(photograph, size)),
      };
    };
    const before = await overlapIn(ACROSS);
    expect(before.overlap).toBeGreaterThan(0.3);
    for (const size of [UPRIGHT, ACROSS]) {
      await changeCamera(page, { size });
      const turnedAt = performance.now();
      await expect
        .poll(async () => (await overlapIn(size)).overlap, { timeout: LIMIT_MS, interval: 50 })
        .toBeGreaterThan(0.3);
      console.log(`turned: box right after ${(performance.now() - turnedAt).toFixed(0)} ms`);
      expect((await overlapIn(size)).people).toBe(before.people);
    }
  });
});
