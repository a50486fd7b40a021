import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { startLive } from '../harness/live-page.ts';

const site = inject('siteUrl');
const LIMIT_MS = 120_000;

/**
 * Script text that runs in the page before the page's own scripts. It keeps the page's camera
 * streams, and lets a test set the error of the next camera request.
 */
const CAMERA_STUB = `
  const devices = navigator.mediaDevices;
  const real = devices.getUserMedia.bind(devices);
  window.cameraStub = { streams: [], failure: FAILURE };
  devices.getUserMedia = async (wish) => {
    const { failure } = window.cameraStub;
    if (failure) throw new DOMException('by the test', failure);
    const stream = await real(wish);
    window.cameraStub.streams.push(stream);
    return stream;
  };`;

interface StubbedWindow {
  cameraStub: { streams: MediaStream[]; failure: string | null };
}

let browser: Browser;

beforeEach(async () => {
  browser = await launchChromium();
});
afterEach(() => browser.close());

async function open(failure: string | null): Promise<Page> {
  const stub = CAMERA_STUB.replace('FAILURE', JSON.stringify(failure));
  return (await startLive(browser, `${site}/`, { script: stub })).page;
}

async function letCameraWork(page: Page): Promise<void> {
  await page.evaluate(() => {
    (window as unknown as StubbedWindow).cameraStub.failure = null;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  });
}

const expectError = (page: Page, code: string) =>
  page.locator(`[role="alert"][data-error="${code}"]`).waitFor({ timeout: LIMIT_MS });

/** Waits until the page judges frames again. */
async function expectFrames(page: Page): Promise<void> {
  await page
    .locator('[role="alert"][data-error]')
    .waitFor({ state: 'detached', timeout: LIMIT_MS });
  const frames = page.locator('[data-frames]');
  const before = Number(await frames.getAttribute('data-frames'));
  await expect
    .poll(async () => Number(await frames.getAttribute('data-frames')), { timeout: LIMIT_MS })
    .toBeGreaterThan(before);
}

const liveTracks = (page: Page) =>
  page.evaluate(
    () =>
      (window as unknown as StubbedWindow).cameraStub.streams
        .flatMap((stream) => stream.getTracks())
        .filter((track) => track.readyState === 'live').length,
  );

describe('a camera', () => {
  it('that is unplugged is missed, and taken up again when it returns', async () => {
    const page = await open(null);
    await expectFrames(page);
    await page.evaluate(() => {
      const { cameraStub } = window as unknown as StubbedWindow;
      cameraStub.failure = 'NotFoundError';
      for (const track of cameraStub.streams.flatMap((stream) => stream.getTracks())) {
        track.stop();
        // A browser fires `ended` only if the page did not stop the track itself.
        track.dispatchEvent(new Event('ended'));
      }
    });
    await expectError(page, 'camera-unplugged');
    await letCameraWork(page);
    await expectFrames(page);
  });

  it('that is not there is taken as soon as it is', async () => {
    const page = await open('NotFoundError');
    await expectError(page, 'camera-not-found');
    await letCameraWork(page);
    await expectFrames(page);
  });

  it('that another program holds is tried again by itself', async () => {
    const page = await open('NotReadableError');
    await expectError(page, 'camera-in-use');
    await page.evaluate(() => {
      (window as unknown as StubbedWindow).cameraStub.failure = null;
    });
    await expectFrames(page);
  });

  it('is off while the page is paused', async () => {
    const page = await open(null);
    await expectFrames(page);
    expect(await liveTracks(page)).toBe(1);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect.poll(() => liveTracks(page), { timeout: LIMIT_MS }).toBe(0);
    await page.getByRole('button', { name: 'Resume' }).click();
    await expectFrames(page);
  });
});
