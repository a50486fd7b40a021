import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Size } from '../../lib/geometry.ts';
import type { KioskState } from '../../lib/kiosk/policy.ts';
import { COUNT_NAMES, type Counts } from '../../lib/records/counts.ts';
import { CAMERA_FRAME } from './fake-camera.ts';
import { MARKER_CELL_PX, MARKER_WIDTH_PX, readMarkerInPage } from './frame-marker.ts';

export interface OpenKiosk {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors that the page did not catch, and those of its console. */
  readonly errors: readonly string[];
}

/** A kiosk whose camera was allowed before, so that it starts by itself. */
export async function openKiosk(browser: Browser, url: string, viewport: Size): Promise<OpenKiosk> {
  const context = await browser.newContext({ viewport, locale: 'en-US', permissions: ['camera'] });
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(String(error.error())));
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.addInitScript(KEEP_WORKERS);
  await page.goto(url);
  return { context, page, errors };
}

/** Lets a test end the page's workers without an event, as a crash does. */
const KEEP_WORKERS = `
  globalThis.workers = [];
  globalThis.Worker = class extends Worker {
    constructor(...args) { super(...args); globalThis.workers.push(this); }
  };
`;

export function killWorkers(page: Page): Promise<void> {
  return page.evaluate('globalThis.workers.forEach((worker) => worker.terminate())');
}

/** Chromium's message about a frame that a worker held when it was killed. */
export const LOST_WITH_WORKER = /VideoFrame was garbage collected/;

/** Ends the camera. @param how `told` with an event, as if unplugged; `untold` without one */
export function endTrack(page: Page, how: 'told' | 'untold'): Promise<void> {
  return page.evaluate((tells) => {
    const stream = document.querySelector('video')?.srcObject as MediaStream;
    for (const track of stream.getTracks()) {
      track.stop();
      // Browsers fire `ended` for a lost device, but not for a track that the page itself stops.
      if (tells) track.dispatchEvent(new Event('ended'));
    }
  }, how === 'told');
}

/** Loses WebGL's context, as a restart of the driver does. @throws Error if no worker has one */
export async function loseGraphicsContext(page: Page): Promise<void> {
  const inWorker = `globalThis._tfengine.backendInstance.gpgpu.gl
    .getExtension('WEBGL_lose_context').loseContext()`;
  const lost = await Promise.allSettled(page.workers().map((worker) => worker.evaluate(inWorker)));
  // Threads of another engine have no such context.
  if (!lost.some(({ status }) => status === 'fulfilled')) throw new Error('There is no context.');
}

export function stateLocator(page: Page, state: KioskState) {
  return page.locator(`[data-kiosk-state="${state}"]`);
}

/** Waits for a state. @returns how long that took, ms */
export async function untilState(page: Page, state: KioskState, limitMs: number): Promise<number> {
  const started = performance.now();
  await stateLocator(page, state).waitFor({ timeout: limitMs });
  return performance.now() - started;
}

/** The numbers in the corner; the kiosk must show them. */
export async function readCounts(page: Page): Promise<Counts> {
  const texts = await Promise.all(
    COUNT_NAMES.map((name) => page.locator(`[data-count="${name}"]`).textContent()),
  );
  const numbers = texts.map((text) => Number(/\d+$/.exec(text ?? '')?.[0]));
  return Object.fromEntries(COUNT_NAMES.map((name, i) => [name, numbers[i]])) as unknown as Counts;
}

/** A state of the screen or a shot of the camera, and its start (ms of the page's own clock). */
export type Moment =
  | { readonly at: number; readonly state: KioskState }
  | { readonly at: number; readonly shot: number };

/** Starts to record every change of the screen's state and of the camera's shot. */
export async function startTimeline(page: Page): Promise<void> {
  const marker = JSON.stringify([CAMERA_FRAME.width, MARKER_CELL_PX, MARKER_WIDTH_PX]);
  await page.evaluate(`(() => {
    const timeline = (globalThis.timeline = []);
    const root = document.querySelector('[data-kiosk-state]');
    const note = () => timeline.push({ at: performance.now(), state: root.dataset.kioskState });
    note();
    new MutationObserver(note).observe(root, { attributeFilter: ['data-kiosk-state'] });
    const readMarker = ${readMarkerInPage};
    const [track] = document.querySelector('video').srcObject.getVideoTracks();
    // The camera's own frames: those of the video may lie on a graphics card, and reading each of
    // them back without a real one takes more time than the page has.
    const frames = new MediaStreamTrackProcessor({ track: track.clone(), maxBufferSize: 1 });
    let last = null;
    void (async () => {
      for await (const frame of frames.readable) {
        const at = performance.now();
        const shot = await readMarker(frame, ${marker}).catch(() => null);
        if (shot !== null && shot !== last) timeline.push({ at, shot });
        last = shot ?? last;
      }
    })();
  })()`);
}

export function readTimeline(page: Page): Promise<Moment[]> {
  return page.evaluate('globalThis.timeline');
}
