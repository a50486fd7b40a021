/** Brightest channel value, 0 to 255, still taken for black: sensors are noisy in the dark. */
const BLACK = 20;

/**
 * Whether a picture shows nothing: a closed shutter, a covered lens, a stream gone black.
 * @param pixels RGBA, as ImageData holds them
 */
export function isBlack(pixels: Uint8ClampedArray): boolean {
  return pixels.every((value, i) => i % 4 === 3 || value <= BLACK);
}
