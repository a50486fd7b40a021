import { MaskGateError } from '../errors.ts';
import type { PixelFrame } from '../vision/detector-types.ts';
import { LARGEST_PICTURE_PX } from './inspect-image.ts';
import { upright } from './upright.ts';

/** TIFF 6.0, section 18: ExtraSamples 1, colours are already multiplied by their alpha. */
const ASSOCIATED_ALPHA = 1;
/** TIFF 6.0: SampleFormat 3, floating point, 0 to 1. */
const FLOAT = 3;
/** TIFF 6.0: PhotometricInterpretation 2. The reader converts the others to 0 to 255. */
const RGB = 2;

/**
 * Decodes the first picture of a TIFF file: upright, with white behind transparency. Only Safari
 * decodes TIFF, and sharp decodes YCbCr with wrong colours, so page and command line use this
 * decoder.
 * @throws MaskGateError `image-too-large`, `image-unreadable`
 */
export async function decodeTiff(bytes: Uint8Array): Promise<PixelFrame> {
  // Loaded on demand, because it is large and rarely needed.
  const { fromArrayBuffer } = await import('geotiff');
  try {
    const file = await fromArrayBuffer(new Uint8Array(bytes).buffer);
    const image = await file.getImage(0);
    const [width, height] = [image.getWidth(), image.getHeight()];
    if (width * height > LARGEST_PICTURE_PX) {
      throw new MaskGateError('image-too-large', `${width} x ${height} px are too many`);
    }
    const directory = image.fileDirectory;
    const samples = await image.readRGB({ interleave: true, enableAlpha: true });
    const isRgb = directory.getValue('PhotometricInterpretation') === RGB;
    const data = opaqueRgba(samples, width * height, {
      most: isRgb ? mostOf(image.getSampleFormat(0), image.getBitsPerSample(0)) : 255,
      isAssociated: directory.getValue('ExtraSamples')?.[0] === ASSOCIATED_ALPHA,
    });
    const orientation = Number((await directory.loadValue('Orientation')) ?? 1);
    return upright({ data, width, height }, orientation);
  } catch (cause) {
    if (cause instanceof MaskGateError) throw cause;
    throw new MaskGateError('image-unreadable', `The TIFF cannot be read: ${cause}`, { cause });
  }
}

/** The largest value of a sample. */
function mostOf(sampleFormat: number, bits: number): number {
  return sampleFormat === FLOAT ? 1 : 2 ** bits - 1;
}

function opaqueRgba(
  samples: ArrayLike<number>,
  pixels: number,
  { most, isAssociated }: { readonly most: number; readonly isAssociated: boolean },
): Uint8ClampedArray {
  const channels = Math.round(samples.length / pixels);
  const data = new Uint8ClampedArray(pixels * 4);
  for (let i = 0; i < pixels; i++) {
    const at = i * channels;
    const alpha = channels > 3 ? (samples[at + 3] as number) / most : 1;
    for (let c = 0; c < 3; c++) {
      const share = (samples[at + c] as number) / most;
      data[i * 4 + c] = 255 * (isAssociated ? share : share * alpha) + 255 * (1 - alpha);
    }
    data[i * 4 + 3] = 255;
  }
  return data;
}
