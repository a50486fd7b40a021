import sharp, { type Sharp } from 'sharp';
import { MaskGateError } from '../../lib/errors.ts';
import type { PixelFrame } from '../../lib/vision/detector-types.ts';

/** Longest edge of a frame, px. Larger photographs are shrunk: what the networks see does not gain. */
export const LONGEST_FRAME_EDGE = 1280;
/** Beyond this a file is refused rather than decoded, px. */
const LARGEST_IMAGE = 268_000_000;

export interface Photograph {
  readonly frame: PixelFrame;
  /** Pixels of the upright photograph for each pixel of the frame, >= 1. */
  readonly scale: number;
}

/** A picture file as it is meant to be seen, on white where it is transparent, at most so long, px. */
export function uprightImage(file: string | Buffer, longestEdge: number): Sharp {
  return sharp(file, { limitInputPixels: LARGEST_IMAGE })
    .rotate()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .resize(longestEdge, longestEdge, { fit: 'inside', withoutEnlargement: true });
}

/**
 * A photograph as upright RGBA pixels; transparency shows white, as in a browser's page.
 * @throws MaskGateError `image-unreadable`, `image-too-large`
 */
export async function readPhotograph(
  file: string | Buffer,
  longestEdge = LONGEST_FRAME_EDGE,
): Promise<Photograph> {
  try {
    const image = uprightImage(file, longestEdge);
    const { width, height, orientation } = await image.metadata();
    const upright = (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
    const { data, info } = await image
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return {
      frame: { data: new Uint8Array(data), width: info.width, height: info.height },
      scale: upright.width / info.width,
    };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const code = /pixel limit/i.test(message) ? 'image-too-large' : 'image-unreadable';
    throw new MaskGateError(code, message, { cause });
  }
}
