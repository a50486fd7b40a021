import { AS_IT_IS, type FramePlanes, type Plane, yuvToRgb } from './frame-planes.ts';

/** The part of a VideoFrame that is used. */
export type PlanarFrame = Pick<
  VideoFrame,
  'format' | 'visibleRect' | 'displayWidth' | 'displayHeight' | 'colorSpace'
> & {
  /** Degrees; absent in browsers that do not rotate frames. */
  readonly rotation?: number;
  readonly flip?: boolean;
  readonly allocationSize: () => number;
  readonly copyTo: (to: Uint8Array<ArrayBuffer>) => Promise<PlaneLayout[]>;
};

/**
 * Where a format stores red or Y, green or Cb, blue or Cr: plane, first byte, bytes for each
 * sample.
 */
type Component = readonly [plane: number, first: number, stride: number];

const YUV_420: readonly Component[] = [
  [0, 0, 1],
  [1, 0, 1],
  [2, 0, 1],
];
const RGBA: readonly Component[] = [
  [0, 0, 4],
  [0, 1, 4],
  [0, 2, 4],
];
const BGRA: readonly Component[] = [
  [0, 2, 4],
  [0, 1, 4],
  [0, 0, 4],
];
const FORMATS: Readonly<Record<string, readonly Component[]>> = {
  I420: YUV_420,
  I420A: YUV_420,
  NV12: [
    [0, 0, 1],
    [1, 0, 2],
    [1, 1, 2],
  ],
  RGBA,
  RGBX: RGBA,
  BGRA,
  BGRX: BGRA,
};

/**
 * Reads camera frames in the form of the driver. This takes one millisecond. Without a GPU, drawing
 * a frame on a canvas and reading it back takes ten and more.
 * @returns null for a frame that must be drawn instead: rotated, or in another format. A result is
 * valid until the next frame is read.
 */
export function createVideoReader(): (frame: PlanarFrame) => Promise<FramePlanes | null> {
  let buffer = new Uint8Array(0);

  return async (frame) => {
    const { format, visibleRect, colorSpace } = frame;
    const components = FORMATS[format ?? ''];
    if (!components || !visibleRect) return null;
    const { width, height } = visibleRect;
    if (frame.rotation || frame.flip) return null;
    if (frame.displayWidth !== width || frame.displayHeight !== height) return null;

    const bytes = frame.allocationSize();
    if (buffer.length !== bytes) buffer = new Uint8Array(bytes);
    const layout = await frame.copyTo(buffer);
    const isYuv = components[0]?.[2] === 1;
    const planes = components.map(([index, first, sampleStride], i): Plane => {
      const { offset = 0, stride: rowStride = 0 } = layout[index] ?? {};
      const shrink = isYuv && i > 0 ? 2 : 1;
      return {
        data: buffer,
        offset: offset + first,
        rowStride,
        sampleStride,
        width: Math.ceil(width / shrink),
        height: Math.ceil(height / shrink),
      };
    }) as [Plane, Plane, Plane];
    const toRgb = isYuv ? yuvToRgb(colorSpace.matrix, colorSpace.fullRange ?? false) : AS_IT_IS;
    return { width, height, planes, toRgb };
  };
}
