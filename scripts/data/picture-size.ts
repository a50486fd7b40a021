import sharp from 'sharp';
import type { Size } from '../../lib/geometry.ts';

/**
 * Size of the upright picture from its header, px. @throws Error for a file that no decoder knows
 */
export async function pictureSize(file: string): Promise<Size> {
  const { width, height, orientation } = await sharp(file).metadata();
  return (orientation ?? 1) >= 5 ? { width: height, height: width } : { width, height };
}
