/**
 * Distance of a face multiplied by its share of the picture's height, m. A face is about 0.22 m
 * high, and a usual webcam has a vertical angle of 49°: 0.22 / (2 * tan(49° / 2)).
 */
const FULL_HEIGHT_METRES = 0.24;

/** Distance of a face for a usual webcam. @param share of the picture's height, > 0 */
export function metresOf(share: number): number {
  return FULL_HEIGHT_METRES / share;
}

/** @param metres > 0 @returns share of the picture's height, to 4 digits */
export function faceHeightAt(metres: number): number {
  return Number((FULL_HEIGHT_METRES / metres).toFixed(4));
}
