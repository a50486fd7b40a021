import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../harness/chromium.ts';
import { CAMERA_FRAME, type CameraFile, writeCameraFile } from '../harness/fake-camera.ts';
import { MARKER_CELL_PX, MARKER_WIDTH_PX, readMarkerInPage } from '../harness/frame-marker.ts';

const PAGE = `<!doctype html><video autoplay muted playsinline></video><script>
  navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } }).then(
    (stream) => { document.querySelector('video').srcObject = stream; },
    (error) => { document.title = error.name; },
  );
</script>`;

const SHOTS = 3;

let server: Server;
let url: string;
let camera: CameraFile;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const shots = Array.from({ length: SHOTS }, () => ({ photograph: null, seconds: 1 }));
  camera = await writeCameraFile(shots);
});

afterAll(async () => {
  server?.close();
  await camera?.remove();
});

it('plays its shots at full size, again and again', async () => {
  const browser = await launchChromium({ camera: camera.path });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const video = page.locator('video');
    // A busy machine may miss a shot now and then, so the test does not assert their order.
    const seen = new Set<number>();
    let rewound = false;
    let last = -1;
    const end = Date.now() + 60_000;
    while (!(seen.size === SHOTS && rewound) && Date.now() < end) {
      const shot = await video.evaluate<
        number | null,
        readonly [number, number, number],
        HTMLVideoElement
      >(readMarkerInPage, [CAMERA_FRAME.width, MARKER_CELL_PX, MARKER_WIDTH_PX]);
      if (shot !== null) {
        seen.add(shot);
        rewound ||= shot < last;
        last = shot;
      }
      await page.waitForTimeout(100);
    }
    expect([...seen].sort()).toEqual([0, 1, 2]);
    expect(rewound).toBe(true);
    const size = await video.evaluate((element: HTMLVideoElement) => ({
      width: element.videoWidth,
      height: element.videoHeight,
    }));
    expect(size).toEqual(CAMERA_FRAME);
  } finally {
    await browser.close();
  }
});

it('can be denied', async () => {
  const browser = await launchChromium({ permission: 'deny' });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => document.title !== '');
    expect(await page.title()).toBe('NotAllowedError');
  } finally {
    await browser.close();
  }
});
