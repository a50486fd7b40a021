import type { Page } from 'playwright-core';
import type { Size } from '../../lib/geometry.ts';
import type { Backend } from '../../lib/vision/engine/backends.ts';
import { launchChromium } from '../../tests/harness/chromium.ts';
import { CAMERA_FRAME, writeCameraFile } from '../../tests/harness/fake-camera.ts';
import {
  endTrack,
  killWorkers,
  loseGraphicsContext,
  openKiosk,
} from '../../tests/harness/kiosk-page.ts';
import { kioskCast } from '../../tests/harness/kiosk-scene.ts';
import { startFaultyProxy } from '../../tests/harness/servers/faulty-proxy.ts';
import { NEXT_MARK, serveTwoVersions } from '../../tests/harness/servers/next-version.ts';
import { buildSite } from '../../tests/harness/site.ts';

/** A kiosk before people who come and go, and what can happen to it. */
export interface SoakedKiosk {
  readonly page: Page;
  readonly errors: readonly string[];
  /** Takes the engine away: WebGL's context where it has one, else its worker. */
  loseEngine(): Promise<void>;
  /** Unplugs the camera. */
  loseCamera(): Promise<void>;
  /** Puts the next version of the site on the server, and reloads the page as the kiosk does once a day. */
  update(): Promise<void>;
  close(): Promise<void>;
}

const START_LIMIT_MS = 180_000;
const UPDATE_LIMIT_MS = 300_000;
/** Somebody is there for one half of the time. */
const SHOT_SECONDS = 12;

/** Camera picture and screen, px. */
interface Sizes {
  readonly camera: Size;
  readonly screen: Size;
}
const USUAL: Sizes = { camera: CAMERA_FRAME, screen: { width: 1080, height: 1920 } };
/** Without a graphics card, most of the time goes into painting: with these, three times the frames are judged. */
const SMALL: Sizes = {
  camera: { width: 320, height: 180 },
  screen: { width: 360, height: 640 },
};

/** Opens the kiosk on the built site. It judges as many frames of an empty room as of any other. */
export async function openSoakedKiosk(
  backend: Backend,
  { gpu, small }: { readonly gpu: boolean; readonly small: boolean },
): Promise<SoakedKiosk> {
  const sizes = small ? SMALL : USUAL;
  await buildSite();
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const versions = await serveTwoVersions();
    closing.push(versions.remove, versions.next.stop, versions.now.stop);
    const site = await startFaultyProxy(versions.now.url);
    closing.push(site.stop);
    const { bare, masked } = kioskCast();
    const camera = await writeCameraFile(
      [null, masked, null, bare].map((photograph) => ({ photograph, seconds: SHOT_SECONDS })),
      sizes.camera,
    );
    closing.push(camera.remove);
    const browser = await launchChromium({ camera: camera.path, gpu });
    closing.push(() => browser.close());
    const address = `${site.url}/kiosk?backend=${backend}&showCounts=true&idleFramesPerSecond=30`;
    const { page, errors } = await openKiosk(browser, address, sizes.screen);
    await page.locator('[data-kiosk-state="idle"]').waitFor({ timeout: START_LIMIT_MS });
    return {
      page,
      errors,
      loseEngine: () => (backend === 'webgl' ? loseGraphicsContext(page) : killWorkers(page)),
      loseCamera: () => endTrack(page, 'told'),
      async update() {
        site.pointAt(versions.next.url);
        const endMs = performance.now() + UPDATE_LIMIT_MS;
        do {
          if (performance.now() > endMs) throw new Error('The next version never came.');
          await page.reload();
        } while (!(await isNext(page)));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function isNext(page: Page): Promise<boolean> {
  return page.evaluate((mark) => document.documentElement.hasAttribute(mark), NEXT_MARK);
}
