import { MaskGateError } from '../errors.ts';

/** Colours to draw and read back, 0 to 255: dark, light and medium, and none of them grey. */
const COLOURS = [
  [12, 70, 200],
  [240, 130, 20],
  [90, 180, 60],
  [250, 240, 205],
] as const;
/** Edge of a drawn square, px. */
const SQUARE_PX = 8;
/**
 * Largest accepted difference, levels of 256. Brave changes the last bit of some pixels, which does
 * not affect results. Firefox's `resistFingerprinting` returns noise.
 */
const TOLERANCE = 4;

/**
 * Draws pixels and reads them back. In a browser that alters the pixels of a canvas, every picture
 * would be noise without faces.
 * @throws MaskGateError `pixels-withheld`
 */
export function assertPixelsAreTrue(): void {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: SQUARE_PX * COLOURS.length, height: SQUARE_PX });
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (!context) throw new MaskGateError('image-unreadable', 'The browser gave no canvas');
  for (const [i, colour] of COLOURS.entries()) {
    context.fillStyle = `rgb(${colour.join(' ')})`;
    context.fillRect(i * SQUARE_PX, 0, SQUARE_PX, SQUARE_PX);
  }
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const worst = data.reduce((most, value, at) => {
    const [pixel, channel] = [Math.floor(at / 4), at % 4];
    const drawn = COLOURS[Math.floor((pixel % canvas.width) / SQUARE_PX)]?.[channel] ?? 255;
    return Math.max(most, Math.abs(value - drawn));
  }, 0);
  if (worst <= TOLERANCE) return;
  throw new MaskGateError(
    'pixels-withheld',
    `Pixels read from a canvas differ by up to ${worst} of 255 levels from those drawn`,
  );
}
