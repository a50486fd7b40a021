import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import sharp, { type OverlayOptions } from 'sharp';
import type { Box, Size } from '../../lib/geometry.ts';
import { markerSvg } from './frame-marker.ts';
import type { Photograph } from './photographs.ts';

/** What the fake camera delivers, px. */
export const CAMERA_FRAME: Size = { width: 1280, height: 720 };
/** Chromium plays every motion JPEG file at this rate, and restarts it at its end. */
const CAMERA_FRAMES_PER_SECOND = 30;

/** Even grey: a blurred copy of the picture would hold a second, blurred face. */
const SURROUND = { r: 104, g: 107, b: 112 };

export interface Shot {
  /** What the camera sees; null for an empty room. */
  readonly photograph: Photograph | null;
  readonly seconds: number;
}

export interface CameraFile {
  /** For Chromium's --use-file-for-fake-video-capture. */
  readonly path: string;
  /** Where the face of each shot lies in frame pixels; null where there is none. */
  readonly boxes: readonly (Box | null)[];
  readonly remove: () => Promise<void>;
}

/** A photograph letterboxed onto a camera frame of this size, px. */
export async function composeFrame(
  photograph: Photograph | null,
  marker: number,
  frame: Size = CAMERA_FRAME,
): Promise<{ jpeg: Buffer; box: Box | null }> {
  const layers: OverlayOptions[] = [];
  let box: Box | null = null;
  if (photograph) {
    const scale = Math.min(frame.width / photograph.width, frame.height / photograph.height);
    const width = Math.round(photograph.width * scale);
    const height = Math.round(photograph.height * scale);
    const left = Math.floor((frame.width - width) / 2);
    const top = Math.floor((frame.height - height) / 2);
    const input = await sharp(await photograph.load())
      .flatten({ background: SURROUND })
      .resize(width, height, { fit: 'fill' })
      .toBuffer();
    layers.push({ input, left, top });
    box = {
      x: left + photograph.box.x * scale,
      y: top + photograph.box.y * scale,
      width: photograph.box.width * scale,
      height: photograph.box.height * scale,
    };
  }
  layers.push({ input: Buffer.from(markerSvg(marker)), left: 0, top: 0 });
  const jpeg = await sharp({
    create: { ...frame, channels: 3, background: SURROUND },
  })
    .composite(layers)
    .jpeg({ quality: 85 })
    .toBuffer();
  return { jpeg, box };
}

/** Writes a scene for Chromium's fake camera; every frame carries the number of its shot. */
export async function writeCameraFile(
  scene: readonly Shot[],
  frame: Size = CAMERA_FRAME,
): Promise<CameraFile> {
  if (scene.length === 0 || scene.length > 256) {
    throw new Error(`A scene has 1 to 256 shots, not ${scene.length}.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'maskgate-camera-'));
  const path = join(folder, 'scene.mjpeg');
  const boxes: (Box | null)[] = [];
  async function* frames() {
    for (const [i, shot] of scene.entries()) {
      const { jpeg, box } = await composeFrame(shot.photograph, i, frame);
      boxes.push(box);
      const count = Math.max(1, Math.round(shot.seconds * CAMERA_FRAMES_PER_SECOND));
      for (let n = 0; n < count; n++) yield jpeg;
    }
  }
  await pipeline(Readable.from(frames()), createWriteStream(path));
  return { path, boxes, remove: () => rm(folder, { recursive: true, force: true }) };
}
