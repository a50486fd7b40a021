import { readFile } from 'node:fs/promises';
import { decode as decodeBitmap } from 'bmp-ts';
import sharp, { type Sharp } from 'sharp';
import { MaskGateError } from '../../lib/errors.ts';
import type { Size } from '../../lib/geometry.ts';
import type { ImageFormat, ImageHeader } from '../../lib/stills/image-formats.ts';
import {
  ended,
  inspectImage,
  LARGEST_PICTURE_PX,
  truncated,
} from '../../lib/stills/inspect-image.ts';
import type { DecodedStill } from '../../lib/stills/judge-still.ts';
import { AreaShrinker, shrunkSize } from '../../lib/stills/shrink.ts';
import { decodeTiff } from '../../lib/stills/tiff.ts';
import type { PixelFrame } from '../../lib/vision/detector-types.ts';

/**
 * Decodes a picture file as the page of stills does: upright, with white behind transparency,
 * shrunk by the same scaler. Every command uses it.
 * @param longestEdge of the frame, px; a smaller picture keeps its size
 * @throws MaskGateError `file-empty`, `not-an-image`, `image-truncated`, `image-too-large`,
 * `image-format-unsupported`, `image-unreadable`
 */
export async function readPicture(
  file: string | Buffer,
  longestEdge: number,
): Promise<DecodedStill> {
  const { bytes, header } = await readPictureFile(file);
  const { data, info } = await decode(bytes, header);
  const size = { width: info.width, height: info.height };
  const target = shrunkSize(size, longestEdge);
  if (target.width === size.width && target.height === size.height) {
    return { frame: { data, ...size }, size };
  }
  const shrinker = new AreaShrinker(size, target);
  shrinker.add(data);
  return { frame: shrinker.result(), size };
}

/**
 * Opens a picture file for further work with sharp. Its pixels are as stored, not turned upright.
 * Files that sharp cannot read itself come upright: a JPEG without its end marker, TIFF, BMP.
 * @throws MaskGateError as `readPicture` does
 */
export async function openPicture(file: string | Buffer): Promise<Sharp> {
  const { bytes, header } = await readPictureFile(file);
  const { format, unended } = header;
  if (!unended && format !== 'tiff' && format !== 'bmp') {
    return sharp(bytes, { limitInputPixels: LARGEST_PICTURE_PX });
  }
  const { data, info } = await decode(bytes, header);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });
}

/** The bytes of a file, for a decoder. A JPEG gets a missing end marker. */
async function readPictureFile(
  file: string | Buffer,
): Promise<{ bytes: Uint8Array; header: ImageHeader }> {
  const read = typeof file === 'string' ? readFile(file) : Promise.resolve(file);
  const stored = await read.catch((cause) => {
    throw new MaskGateError('image-unreadable', String(cause), { cause });
  });
  const header = inspectImage(stored);
  return { bytes: ended(stored, header), header };
}

/** Formats that this build of sharp cannot decode. */
const UNREAD_FORMATS: readonly ImageFormat[] = ['heic', 'jp2', 'jxl'];

interface RawPixels {
  readonly data: Uint8Array;
  readonly info: Size;
}

async function decode(bytes: Uint8Array, header: ImageHeader): Promise<RawPixels> {
  const { format, unended } = header;
  if (UNREAD_FORMATS.includes(format)) {
    throw new MaskGateError(
      'image-format-unsupported',
      `${format} files are not read here; save the picture as JPEG or PNG`,
    );
  }
  if (format === 'tiff') return rawFrame(await decodeTiff(bytes));
  if (format === 'bmp') return rawFrame(decodeBmp(bytes));
  try {
    return await decodeStrictly(bytes);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    // Data that a phone appends after the picture is not picture data.
    if (unended && EXTRA_BYTES.test(message)) return decodeStrictly(bytes, 'none');
    if (unended) throw truncated(header, bytes.length);
    const code = /pixel limit/i.test(message) ? 'image-too-large' : 'image-unreadable';
    throw new MaskGateError(code, message, { cause });
  }
}

function decodeBmp(bytes: Uint8Array): PixelFrame {
  try {
    const { data, width, height } = decodeBitmap(Buffer.from(bytes), { toRGBA: true });
    // Browsers ignore the alpha of bitmaps, which many programs set to 0.
    for (let at = 3; at < data.length; at += 4) data[at] = 255;
    return { data, width, height };
  } catch (cause) {
    throw new MaskGateError('image-unreadable', `The bitmap cannot be read: ${cause}`, { cause });
  }
}

function rawFrame({ data, ...info }: PixelFrame): RawPixels {
  return { data: new Uint8Array(data), info };
}

/** libjpeg warns of bytes between the picture data and the end marker. */
const EXTRA_BYTES = /extraneous bytes before marker 0xd9/;

/** @param failOn which damage of a file is an error; warnings too where absent */
async function decodeStrictly(
  bytes: Uint8Array,
  failOn: 'warning' | 'none' = 'warning',
): Promise<RawPixels> {
  const image = sharp(bytes, { limitInputPixels: LARGEST_PICTURE_PX, failOn }).rotate();
  const { space, hasProfile } = await image.metadata();
  if (space === 'cmyk' && !hasProfile) {
    return inkToLight(await rawPixels(image.pipelineColourspace('cmyk'), 'cmyk'));
  }
  return rawPixels(image.flatten({ background: '#ffffff' }).ensureAlpha(), 'srgb');
}

/** Four bytes for each pixel. */
function rawPixels(image: Sharp, space: 'srgb' | 'cmyk') {
  return image.toColourspace(space).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
}

/**
 * Converts CMYK without a profile as browsers do. sharp would use the inks of one particular press.
 */
function inkToLight({ data, info }: RawPixels): RawPixels {
  for (let at = 0; at < data.length; at += 4) {
    const black = 255 - (data[at + 3] as number);
    for (let c = 0; c < 3; c++) {
      data[at + c] = Math.round(((255 - (data[at + c] as number)) * black) / 255);
    }
    data[at + 3] = 255;
  }
  return { data, info };
}
