import type { Size } from '../../geometry.ts';

/** One component of a picture in main memory: luminance, red, a colour difference... */
export interface Plane extends Size {
  readonly data: Uint8Array;
  /** Index of the first sample. */
  readonly offset: number;
  /** Bytes from one row to the next. */
  readonly rowStride: number;
  /** Bytes from one sample to the next in its row. */
  readonly sampleStride: number;
}

/**
 * A frame in the form of the camera's driver. The networks see small crops of it, and converting a
 * crop is much cheaper than converting the frame.
 */
export interface FramePlanes extends Size {
  /**
   * Planes of colour may have fewer samples than the frame has pixels. They cover the whole frame.
   */
  readonly planes: readonly [Plane, Plane, Plane];
  /** Converts plane values, 0 to 255, to R, G and B, 0 to 255. */
  readonly toRgb: ColourTransform;
}

/** One row for each of R, G and B: the factor of each plane, then an offset. */
export type ColourTransform = readonly [ColourRow, ColourRow, ColourRow];
type ColourRow = readonly [number, number, number, number];

/** For planes that are red, green and blue. */
export const AS_IT_IS: ColourTransform = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 1, 0],
];

/**
 * @param data four bytes for each pixel, rows from the top, red first; the fourth byte is ignored
 */
export function rgbaPlanes(data: Uint8Array, { width, height }: Size): FramePlanes {
  const plane = (offset: number): Plane => {
    return { data, offset, rowStride: 4 * width, sampleStride: 4, width, height };
  };
  return { width, height, planes: [plane(0), plane(1), plane(2)], toRgb: AS_IT_IS };
}

/** Weights of red and blue in luminance, by the matrix name of WebCodecs. */
const LUMA_WEIGHTS: Readonly<Record<string, readonly [red: number, blue: number]>> = {
  bt709: [0.2126, 0.0722],
  bt470bg: [0.299, 0.114],
  smpte170m: [0.299, 0.114],
  'bt2020-ncl': [0.2627, 0.0593],
};

/**
 * From Y, Cb and Cr to R, G and B (ITU-R BT.601, BT.709 and BT.2020).
 * @param matrix name in WebCodecs; cameras without one use BT.601
 * @param fullRange whether Y has the range 0 to 255 instead of 16 to 235
 */
export function yuvToRgb(matrix: string | null, fullRange: boolean): ColourTransform {
  const [red, blue] = LUMA_WEIGHTS[matrix ?? ''] ?? [0.299, 0.114];
  const green = 1 - red - blue;
  const luma = fullRange ? 1 : 255 / 219;
  const chroma = fullRange ? 1 : 255 / 224;
  const black = fullRange ? 0 : 16;
  const row = (cb: number, cr: number): ColourRow => {
    const [u, v] = [cb * chroma, cr * chroma];
    return [luma, u, v, -luma * black - 128 * (u + v)];
  };
  return [
    row(0, 2 * (1 - red)),
    row((-2 * blue * (1 - blue)) / green, (-2 * red * (1 - red)) / green),
    row(2 * (1 - blue), 0),
  ];
}
