/** Brightest channel value, 0 to 255, that is black: sensors are noisy in the dark. */
const BLACK = 20;
/** Share of the samples that may be brighter in a black picture: noise, or the light of a diode. */
const LIT_RATIO = 0.02;

/**
 * Whether a picture shows nothing: a closed shutter, a covered lens, a stream gone black.
 * @param pixels RGBA, as ImageData holds them
 */
export function isBlack(pixels: Uint8ClampedArray): boolean {
  const lit = pixels.reduce((sum, value, i) => sum + (i % 4 < 3 && value > BLACK ? 1 : 0), 0);
  return lit <= LIT_RATIO * pixels.length;
}
