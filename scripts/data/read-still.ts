import { readFile } from 'node:fs/promises';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { MaskGateError } from '../../lib/errors.ts';
import type { ImageFormat } from '../../lib/stills/image-formats.ts';
import { inspectImage, LARGEST_PICTURE_PX } from '../../lib/stills/inspect-image.ts';
import { type DecodedStill, LONGEST_STILL_EDGE } from '../../lib/stills/judge-still.ts';
import { AreaShrinker, shrunkSize } from '../../lib/stills/shrink.ts';

/**
 * A picture file as the page of stills decodes it: upright, on white where it is transparent.
 * @throws MaskGateError `file-empty`, `not-an-image`, `image-truncated`, `image-too-large`,
 * `image-format-unsupported`, `image-unreadable`
 */
export async function readStill(file: string): Promise<DecodedStill> {
  const bytes = await readFile(file).catch((cause) => {
    throw new MaskGateError('image-unreadable', String(cause), { cause });
  });
  const { format } = inspectImage(bytes);
  const { data, info } = await decode(bytes, format);
  const size = { width: info.width, height: info.height };
  const target = shrunkSize(size, LONGEST_STILL_EDGE);
  if (target.width === size.width && target.height === size.height) {
    return { frame: { data, ...size }, size };
  }
  const shrinker = new AreaShrinker(size, target);
  shrinker.add(data);
  return { frame: shrinker.result(), size };
}

/** Formats that sharp's own build cannot decode. */
const UNREAD_FORMATS: readonly ImageFormat[] = ['bmp', 'heic'];

interface RawPixels {
  readonly data: Buffer;
  readonly info: OutputInfo;
}

async function decode(bytes: Buffer, format: ImageFormat): Promise<RawPixels> {
  if (UNREAD_FORMATS.includes(format)) {
    throw new MaskGateError(
      'image-format-unsupported',
      `${format} files are read by browsers only`,
    );
  }
  try {
    const image = sharp(bytes, { limitInputPixels: LARGEST_PICTURE_PX }).rotate();
    const { space, hasProfile } = await image.metadata();
    if (space === 'cmyk' && !hasProfile) {
      return inkToLight(await rawPixels(image.pipelineColourspace('cmyk'), 'cmyk'));
    }
    return await rawPixels(image.flatten({ background: '#ffffff' }).ensureAlpha(), 'srgb');
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const code = /pixel limit/i.test(message) ? 'image-too-large' : 'image-unreadable';
    throw new MaskGateError(code, message, { cause });
  }
}

/** Four bytes a pixel. */
function rawPixels(image: Sharp, space: 'srgb' | 'cmyk') {
  return image.toColourspace(space).raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
}

/** CMYK without a profile as browsers show it; sharp would take it for a certain press's inks. */
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
