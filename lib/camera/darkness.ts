/** Brightest channel value, 0 to 255, that counts as black: sensors are noisy in the dark. */
const BLACK = 20;
/** Share of samples that may be brighter in a black picture: noise, or the light of a diode. */
const LIT_RATIO = 0.02;

/**
 * Whether a picture is black: a closed shutter, a covered lens, a black stream.
 * @param pixels RGBA, as in ImageData
 */
export function isBlack(pixels: Uint8ClampedArray): boolean {
  const lit = pixels.reduce((sum, value, i) => sum + (i % 4 < 3 && value > BLACK ? 1 : 0), 0);
  return lit <= LIT_RATIO * pixels.length;
}
