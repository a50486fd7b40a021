import type { Page } from 'playwright-core';
import type { Box, Size } from '../../lib/geometry.ts';
import type { Photograph } from './photographs.ts';

/**
 * What the camera shows. `frozen`: no new pictures, but a live track. `frame`: the picture from
 * `showFrame`.
 */
export type CameraMode = 'face' | 'frame' | 'black' | 'noise' | 'frozen';

/** What a test may change while the camera runs. */
export interface CanvasCamera {
  mode: CameraMode;
  muted: boolean;
  /** Size of the frames, px. */
  size: Size;
  /** For the mode `frame`. */
  frame: CanvasImageSource | null;
  /** One track for each time that the page has opened the camera. */
  readonly opened: MediaStreamTrack[];
}

interface CameraWindow {
  readonly canvasCamera: CanvasCamera;
}

/** Height of the photograph in the frame, and its offset from the frame's centre, px. */
const SHOWN_HEIGHT = 280;
const BESIDE = { x: 30, y: 20 };

/**
 * A script that replaces the page's camera by a canvas. The canvas shows a photograph, 10 pictures
 * a second, and the test can freeze, mute, darken or turn it. It leaves out the browser's own
 * camera code; the page gets a real track.
 */
export async function canvasCameraScript(photograph: Photograph): Promise<string> {
  const picture = dataUrl(await photograph.load(), 'png');
  const width = (photograph.width * SHOWN_HEIGHT) / photograph.height;
  const options = JSON.stringify({ picture, width, height: SHOWN_HEIGHT, ...BESIDE });
  // Compilers may wrap functions in this helper, which the page does not have.
  return `globalThis.__name ??= (named) => named; (${playInPage})(${options})`;
}

/** Where the face lies in a frame of this size. */
export function faceBox({ box, height, width }: Photograph, frame: Size): Box {
  const scale = SHOWN_HEIGHT / height;
  const left = frame.width / 2 + BESIDE.x - (width * scale) / 2;
  const top = frame.height / 2 + BESIDE.y - SHOWN_HEIGHT / 2;
  return {
    x: left + box.x * scale,
    y: top + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}

export function changeCamera(
  page: Page,
  change: Partial<Pick<CanvasCamera, 'mode' | 'muted' | 'size'>>,
): Promise<void> {
  return page.evaluate((changed) => {
    Object.assign((window as unknown as CameraWindow).canvasCamera, changed);
  }, change);
}

/** Makes the camera show this JPEG file instead of the photograph. */
export function showFrame(page: Page, jpeg: Buffer, size: Size): Promise<void> {
  return page.evaluate(
    async ({ url, changed }) => {
      const frame = Object.assign(new Image(), { src: url });
      await frame.decode();
      const shown = { frame, size: changed, mode: 'frame' };
      Object.assign((window as unknown as CameraWindow).canvasCamera, shown);
    },
    { url: dataUrl(jpeg, 'jpeg'), changed: size },
  );
}

function dataUrl(file: Buffer, type: 'jpeg' | 'png'): string {
  return `data:image/${type};base64,${file.toString('base64')}`;
}

/** How many cameras the page has asked for so far. */
export function camerasOpened(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as CameraWindow).canvasCamera.opened.length);
}

interface Picture {
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}

/** Runs in the page, as text. */
function playInPage({ picture, width, height, x, y }: Picture): void {
  const camera: CanvasCamera = {
    mode: 'face',
    muted: false,
    size: { width: 640, height: 360 },
    frame: null,
    opened: [],
  };
  Object.assign(window, { canvasCamera: camera });
  const canvas = document.createElement('canvas');
  const painter = canvas.getContext('2d') as CanvasRenderingContext2D;
  const face = new Image();
  face.src = picture;

  setInterval(() => {
    if (camera.mode === 'frozen') return;
    if (canvas.width !== camera.size.width || canvas.height !== camera.size.height) {
      Object.assign(canvas, camera.size);
    }
    painter.fillStyle = camera.mode === 'black' ? '#020202' : '#686b70';
    painter.fillRect(0, 0, canvas.width, canvas.height);
    if (camera.mode === 'face' && face.complete) {
      const left = canvas.width / 2 + x - width / 2;
      const top = canvas.height / 2 + y - height / 2;
      painter.drawImage(face, left, top, width, height);
    }
    if (camera.mode === 'frame' && camera.frame) {
      painter.drawImage(camera.frame, 0, 0, canvas.width, canvas.height);
    }
    if (camera.mode === 'noise') {
      const noise = painter.createImageData(canvas.width, canvas.height);
      const values = new Uint32Array(noise.data.buffer);
      for (let i = 0; i < values.length; i++) {
        values[i] = (0xff << 24) | (0x010101 * Math.floor(256 * Math.random()));
      }
      painter.putImageData(noise, 0, 0);
    }
  }, 100);

  navigator.mediaDevices.getUserMedia = async () => {
    const stream = canvas.captureStream();
    const [track] = stream.getVideoTracks() as [MediaStreamTrack];
    Object.defineProperty(track, 'muted', { get: () => camera.muted });
    camera.opened.push(track);
    return stream;
  };
}
