import type { Size } from '@/lib/geometry';
import type { Messages } from '@/lib/i18n/messages';
import { openPicture } from '@/lib/stills/decode-file';
import { shrunkSize } from '@/lib/stills/shrink';
import { facesOf, type JudgedStill } from '@/lib/stills/still-result';
import { paintOverlay } from '../../stage/overlay-painter';
import { paintedStill } from './face-looks';

/** Longest edge of an annotated picture, px: its square is the most that a phone's canvas holds. */
const LONGEST_EDGE = 4096;
/** Lines and words are as large as on a picture of this size, px; smaller where faces are small, */
const USUAL_SIZE = 1000;
/** so that words are about as wide as a face of this size, px, */
const USUAL_FACE = 90;
/** but never smaller than on a picture of this size, px. */
const LARGEST_SIZE = 2600;

/**
 * Draws a picture with its labelled boxes into a canvas, which takes the picture's size or the largest
 * that is possible everywhere.
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

/** Canvas pixels to one pixel of lines and words. */
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
