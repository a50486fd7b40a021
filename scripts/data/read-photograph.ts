import type { Size } from '../../lib/geometry.ts';
import type { PixelFrame } from '../../lib/vision/detector-types.ts';
import { readPicture } from './read-picture.ts';

/**
 * Longest edge of a frame, px. Larger photographs are shrunk: the networks gain nothing from more
 * pixels.
 */
const LONGEST_FRAME_EDGE = 1280;

export interface Photograph {
  readonly frame: PixelFrame;
  /** Pixels of the upright photograph for each pixel of the frame, >= 1. */
  readonly scale: number;
}

/**
 * A photograph as upright RGBA pixels. Transparency becomes white, as in a browser's page.
 * @throws MaskGateError as `readPicture` does
 */
export async function readPhotograph(
  file: string | Buffer,
  longestEdge = LONGEST_FRAME_EDGE,
): Promise<Photograph> {
  const { frame, size } = await readPicture(file, longestEdge);
  return { frame, scale: size.width / frame.width };
}

/** Pixels of a photograph for each pixel of its frame, >= 1. */
export function frameScale({ width, height }: Size): number {
  return Math.max(1, Math.max(width, height) / LONGEST_FRAME_EDGE);
}

/** The colours of a frame, 3 bytes for each pixel, rows from the top. */
export function rgbOf({ data, width, height }: PixelFrame): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = data[i * 4 + c] as number;
  }
  return rgb;
}
