import { MaskGateError } from '../errors.ts';
import type { Size } from '../geometry.ts';
import type { PixelFrame } from '../vision/detector-types.ts';
import type { ImageFormat } from './image-formats.ts';
import { ended, inspectImage, truncated } from './inspect-image.ts';
import { type DecodedStill, LONGEST_STILL_EDGE } from './judge-still.ts';
import { AreaShrinker, shrunkSize } from './shrink.ts';
import { decodeTiff } from './tiff.ts';
import { assertPixelsAreTrue } from './true-pixels.ts';

const THUMBNAIL_EDGE = 320;
const THUMBNAIL_QUALITY = 0.8;
/**
 * Pixels that are read from a large picture in one step. Between steps the page can do other work.
 */
const STRIP_PX = 2 ** 20;

/** Formats that some browsers cannot decode. A file of any other format that fails is damaged. */
const RARE_FORMATS: readonly ImageFormat[] = ['heic', 'avif', 'jp2', 'jxl'];

/**
 * Decodes a picture file in the browser as `npm run check` does: upright, with white behind
 * transparency. The decoded picture is released.
 * @throws MaskGateError `file-empty`, `not-an-image`, `image-truncated`, `image-too-large`,
 * `image-format-unsupported`, `image-unreadable`; `pixels-withheld` for a browser that alters
 * pixels
 */
export async function decodeFile(file: Blob): Promise<DecodedStill> {
  assertPixelsAreTrue();
  const bitmap = await openPicture(file);
  try {
    const size = { width: bitmap.width, height: bitmap.height };
    return { size, frame: await readPixels(bitmap, shrunkSize(size, LONGEST_STILL_EDGE)) };
  } catch (cause) {
    throw new MaskGateError('image-unreadable', `The pixels cannot be read: ${cause}`, { cause });
  } finally {
    bitmap.close();
  }
}

/** The whole picture, upright. The caller closes it. @throws as `decodeFile` */
export async function openPicture(file: Blob): Promise<ImageBitmap> {
  const bytes = await file.arrayBuffer().catch((cause) => {
    throw new MaskGateError('image-unreadable', `The file cannot be opened: ${cause}`, { cause });
  });
  const header = inspectImage(new Uint8Array(bytes));
  const { format, unended } = header;
  // A browser shows the available part of a progressive picture and does not tell how much is
  // missing.
  if (unended === 'progressive') throw truncated(header, file.size);
  if (format === 'tiff') {
    return createImageBitmap(toImageData(await decodeTiff(new Uint8Array(bytes))));
  }
  try {
    const parts = unended ? [ended(new Uint8Array(bytes), header) as BlobPart] : [file];
    const typed = new Blob(parts, { type: `image/${format}` });
    const bitmap = await createImageBitmap(typed, { imageOrientation: 'from-image' });
    if (unended !== 'baseline' || !endsInGrey(bitmap)) return bitmap;
    bitmap.close();
    throw truncated(header, file.size);
  } catch (cause) {
    if (cause instanceof MaskGateError) throw cause;
    const code = RARE_FORMATS.includes(format) ? 'image-format-unsupported' : 'image-unreadable';
    throw new MaskGateError(code, `The browser does not decode this ${format} file: ${cause}`, {
      cause,
    });
  }
}

/** Edge of the smallest block of a JPEG, px. */
const JPEG_BLOCK = 8;
/** Grey of a block without data, 0 to 255, and its largest change by a colour profile. */
const NO_DATA_GREY = 128;
const PROFILE_SHIFT = 12;

/**
 * Whether the last block of a JPEG has the even grey that decoders use for missing data. EXIF may
 * rotate it to any corner.
 */
function endsInGrey(bitmap: ImageBitmap): boolean {
  const [width, height] = [bitmap.width, bitmap.height].map(
    (edge) => edge % JPEG_BLOCK || JPEG_BLOCK,
  );
  const size = { width: width as number, height: height as number };
  const { canvas, context } = opaqueCanvas(size);
  const isGrey = (left: number, top: number) => {
    context.drawImage(bitmap, -left, -top);
    const { data } = context.getImageData(0, 0, size.width, size.height);
    const grey = data[0] as number;
    const isEven = data.every((value, i) => i % 4 === 3 || value === grey);
    return isEven && Math.abs(grey - NO_DATA_GREY) <= PROFILE_SHIFT;
  };
  try {
    return [0, bitmap.width - size.width].some((left) =>
      [0, bitmap.height - size.height].some((top) => isGrey(left, top)),
    );
  } finally {
    release(canvas);
  }
}

/** The frame as a small JPEG for a list. */
export async function thumbnailOf(frame: PixelFrame): Promise<Blob> {
  const size = shrunkSize(frame, THUMBNAIL_EDGE);
  const shrinker = new AreaShrinker(frame, size);
  shrinker.add(frame.data);
  const { canvas, context } = opaqueCanvas(size);
  context.putImageData(toImageData(shrinker.result()), 0, 0);
  return toBlob(canvas, 'image/jpeg', THUMBNAIL_QUALITY);
}

/** @throws Error if the browser cannot encode the picture, e.g. for a canvas that is too large */
export function toBlob(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        release(canvas);
        if (blob) resolve(blob);
        else reject(new Error(`The browser made no ${type} of the picture`));
      },
      type,
      quality,
    );
  });
}

async function readPixels(bitmap: ImageBitmap, target: Size): Promise<PixelFrame> {
  const { width, height } = bitmap;
  const whole = target.width === width && target.height === height;
  const shrinker = new AreaShrinker(bitmap, target);
  const rows = whole ? height : Math.max(1, Math.min(height, Math.floor(STRIP_PX / width)));
  const { canvas, context } = opaqueCanvas({ width, height: rows });
  try {
    for (let y = 0; y < height; y += rows) {
      const count = Math.min(rows, height - y);
      context.fillRect(0, 0, width, count);
      context.drawImage(bitmap, 0, y, width, count, 0, 0, width, count);
      const { data } = context.getImageData(0, 0, width, count);
      if (whole) return { data, width, height };
      shrinker.add(data);
      await otherTasks();
    }
    return shrinker.result();
  } finally {
    release(canvas);
  }
}

function opaqueCanvas(size: Size) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, size);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new MaskGateError('image-unreadable', 'The browser gave no canvas');
  context.fillStyle = '#ffffff';
  return { canvas, context };
}

/** Some browsers keep the memory of a canvas until it is collected, which may be much later. */
function release(canvas: HTMLCanvasElement): void {
  Object.assign(canvas, { width: 0, height: 0 });
}

function toImageData({ data, width, height }: PixelFrame): ImageData {
  return new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height);
}

/** Gives the page time for other work. A timer would be slowed down in a hidden tab. */
function otherTasks(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
