import type { Page } from 'playwright-core';
import type { Box, Size } from '../../lib/geometry.ts';
import type { Photograph } from './photographs.ts';

/** What the camera shows. `frozen`: no new pictures come, and the track lives. */
export type CameraMode = 'face' | 'black' | 'noise' | 'frozen';

/** What a test may change while the camera runs. */
export interface CanvasCamera {
  mode: CameraMode;
  muted: boolean;
  /** Of the frames, px. */
  size: Size;
  /** A track for each time that the page has opened it. */
  readonly opened: MediaStreamTrack[];
}

interface CameraWindow {
  readonly canvasCamera: CanvasCamera;
}

/** Height of the photograph on the frame, px, and how far its middle lies beside the frame's. */
const SHOWN_HEIGHT = 480;
const BESIDE = { x: 60, y: 40 };

/**
 * A script for the page: its camera is a canvas that shows a photograph, 20 pictures a second, and that the test
 * may freeze, mute, darken, turn. It leaves out the browser's own camera code; what a page gets is a real track.
 */
export async function canvasCameraScript(photograph: Photograph): Promise<string> {
  const picture = `data:image/png;base64,${(await photograph.load()).toString('base64')}`;
  const width = (photograph.width * SHOWN_HEIGHT) / photograph.height;
  return `(${playInPage})(${JSON.stringify({ picture, width, height: SHOWN_HEIGHT, ...BESIDE })})`;
}

/** Where the face lies in a frame of that size. */
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
    size: { width: 1280, height: 720 },
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
    if (camera.mode === 'noise') {
      const noise = painter.createImageData(canvas.width, canvas.height);
      const values = new Uint32Array(noise.data.buffer);
      for (let i = 0; i < values.length; i++) {
        values[i] = (0xff << 24) | (0x010101 * Math.floor(256 * Math.random()));
      }
      painter.putImageData(noise, 0, 0);
    }
  }, 50);

  navigator.mediaDevices.getUserMedia = async () => {
    const stream = canvas.captureStream();
    const [track] = stream.getVideoTracks() as [MediaStreamTrack];
    Object.defineProperty(track, 'muted', { get: () => camera.muted });
    camera.opened.push(track);
    return stream;
  };
}
