import type { Size } from '@/lib/geometry';
import type { Messages } from '@/lib/i18n/messages';
import { openPicture } from '@/lib/stills/decode-file';
import { shrunkSize } from '@/lib/stills/shrink';
import { facesOf, type JudgedStill } from '@/lib/stills/still-result';
import { paintOverlay } from '../../stage/overlay-painter';
import { paintedStill } from './face-looks';

/** Longest edge of an annotated picture, px. Its square is the largest canvas of a phone. */
const LONGEST_EDGE = 4096;
/**
 * Lines and text are as large as on a picture of this size, px. They are smaller where faces are
 * small,
 */
const USUAL_SIZE = 1000;
/** so that text is about as wide as a face of this size, px, */
const USUAL_FACE = 90;
/** but never smaller than on a picture of this size, px. */
const LARGEST_SIZE = 2600;

/**
 * Draws a picture with its labelled boxes into a canvas. The canvas gets the size of the picture,
 * or the largest size that all browsers support.
 * @throws MaskGateError where the file can no longer be read
 */
export async function drawAnnotated(
  canvas: HTMLCanvasElement,
  file: Blob,
  still: JudgedStill,
  messages: Messages,
): Promise<void> {
  const bitmap = await openPicture(file);
  try {
    Object.assign(canvas, shrunkSize(bitmap, LONGEST_EDGE));
    const painter = canvas.getContext('2d');
    if (!painter) throw new Error('The browser gave no canvas to draw on');
    painter.fillStyle = '#ffffff';
    painter.fillRect(0, 0, canvas.width, canvas.height);
    painter.imageSmoothingQuality = 'high';
    painter.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    paintOverlay(painter, paintedStill(still, messages), {
      frame: still,
      canvas,
      pixelRatio: lineScale(canvas, still),
      mirrored: false,
    });
  } finally {
    bitmap.close();
  }
}

/** Canvas pixels for each pixel of lines and text. */
function lineScale(canvas: Size, still: JudgedStill): number {
  const longest = Math.max(canvas.width, canvas.height);
  const widths = facesOf(still)
    .map(({ box }) => box.width)
    .sort((a, b) => a - b);
  const face =
    (widths[Math.floor(widths.length / 2)] ?? still.width) * (canvas.width / still.width);
  const fitting = Math.max(longest / LARGEST_SIZE, face / USUAL_FACE);
  return Math.max(1, Math.min(longest / USUAL_SIZE, fitting));
}
