import type { PixelFrame } from '../vision/detector-types.ts';

/**
 * Rotates and mirrors a stored picture to its upright form.
 * @param orientation of EXIF and TIFF: 1 upright, 2 to 8 mirrored or rotated; other values count as
 * 1
 */
export function upright(frame: PixelFrame, orientation: number): PixelFrame {
  if (!(orientation >= 2 && orientation <= 8)) return frame;
  const isTurned = orientation >= 5;
  const [width, height] = isTurned ? [frame.height, frame.width] : [frame.width, frame.height];
  const from = new Uint32Array(new Uint8Array(frame.data).buffer);
  const to = new Uint32Array(width * height);
  // Whether columns and rows of the stored picture are reversed.
  const flipsX = [2, 3, 7, 8].includes(orientation);
  const flipsY = [3, 4, 6, 7].includes(orientation);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = isTurned ? [y, x] : [x, y];
      const storedX = flipsX ? frame.width - 1 - column : column;
      const storedY = flipsY ? frame.height - 1 - row : row;
      to[y * width + x] = from[storedY * frame.width + storedX] as number;
    }
  }
  return { data: new Uint8ClampedArray(to.buffer), width, height };
}
