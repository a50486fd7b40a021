/**
 * Distance times share of the picture's height that a face takes, m. A face is about 0.22 m high, and
 * a usual webcam sees 49° from top to bottom: 0.22 / (2 * tan(49° / 2)).
 */
const FULL_HEIGHT_METRES = 0.24;

/** How far away a face is, for a usual webcam. @param share of the picture's height, > 0 */
export function metresOf(share: number): number {
  return FULL_HEIGHT_METRES / share;
}

/** @param metres > 0 @returns share of the picture's height, to 4 digits */
export function faceHeightAt(metres: number): number {
  return Number((FULL_HEIGHT_METRES / metres).toFixed(4));
}
