import * as tf from '@tensorflow/tfjs';
import type { Size, SquareRegion } from '../../geometry.ts';
import { cutPlanes, OVERSAMPLING } from './cut-planes.ts';
import type { FramePlanes } from './frame-planes.ts';

/** A frame that regions can be cut out of: a tensor [height, width, 3], 0 to 255, or planes. */
export type CuttableFrame = tf.Tensor3D | FramePlanes;

export function frameSize(frame: CuttableFrame): Size {
  if ('planes' in frame) return { width: frame.width, height: frame.height };
  return { width: frame.shape[1], height: frame.shape[0] };
}

/** The smallest square around the whole frame, the frame in its middle: letterboxing. */
export function letterbox(frame: Size): SquareRegion {
  const side = Math.max(frame.width, frame.height);
  return { x: (frame.width - side) / 2, y: (frame.height - side) / 2, side };
}

/** Edges of the tiles relative to the frame's shorter edge, and how much neighbours share: with more, the
 * common 3:2 would take a column of tiles more and find no face more. */
const TILE_EDGES = [1, 0.6] as const;
const TILE_OVERLAP = 0.25;
/** Smaller tiles show no face, px; a very long, narrow frame would have thousands of them. */
const LEAST_TILE_SIDE = 32;

/**
 * The whole frame and, closer, overlapping square tiles, in which small faces are large enough to be
 * found. Their number depends on the frame's shape alone, but for frames too narrow for tiles.
 */
export function zoomedViews(frame: Size): SquareRegion[] {
  const shorter = Math.min(frame.width, frame.height);
  const tiles = TILE_EDGES.flatMap((part) => {
    const side = shorter * part;
    if (side < LEAST_TILE_SIDE) return [];
    return starts(frame.height, side).flatMap((y) =>
      starts(frame.width, side).map((x) => ({ x, y, side })),
    );
  });
  // A square frame's largest tile is the frame itself.
  return [
    letterbox(frame),
    ...tiles.filter(({ side }) => side < Math.max(frame.width, frame.height)),
  ];
}

/** Where tiles begin along an edge: evenly, from one end to the other, overlapping enough. */
function starts(length: number, side: number): number[] {
  const room = length - side;
  if (room <= 0) return [0];
  const count = Math.ceil(room / (side * (1 - TILE_OVERLAP))) + 1;
  return Array.from({ length: count }, (_, i) => (room * i) / (count - 1));
}

/**
 * Cuts squares out of a frame and brings them to one size.
 *
 * `cropAndResize` puts its first and last samples on the corners of its box, in pixel indices; the
 * boxes are shrunk here by half a sample so that samples lie in the middle of their cells and a
 * region of n pixels cut to n pixels gives the very same pixels.
 *
 * @param frame a tensor is float32
 * @param regions may reach beyond the frame
 * @param size edge of the result, px
 * @param fill grey level, 0 to 255, of what lies beyond the frame
 * @returns [regions, size, size, 3], float32, 0 to 255. The caller tidies.
 */
export function cutRegions(
  frame: CuttableFrame,
  regions: readonly SquareRegion[],
  size: number,
  fill: number,
): tf.Tensor4D {
  if ('planes' in frame) {
    const cuts = cutPlanes(frame, regions, size, fill);
    return tf.tensor4d(cuts, [regions.length, size, size, 3]);
  }
  const [height, width] = frame.shape;
  const samples = size * OVERSAMPLING;
  const boxes = regions.map(({ x, y, side }) => {
    const half = side / samples / 2;
    const first = { x: x + half - 0.5, y: y + half - 0.5 };
    const last = { x: x + side - half - 0.5, y: y + side - half - 0.5 };
    const [toY, toX] = [1 / Math.max(1, height - 1), 1 / Math.max(1, width - 1)];
    return [first.y * toY, first.x * toX, last.y * toY, last.x * toX];
  });
  const cut = tf.image.cropAndResize(
    tf.expandDims(frame, 0) as tf.Tensor4D,
    tf.tensor2d(boxes, [regions.length, 4]),
    tf.zeros([regions.length], 'int32') as tf.Tensor1D,
    [samples, samples],
    'bilinear',
    fill,
  );
  return tf.avgPool(cut, OVERSAMPLING, OVERSAMPLING, 'valid');
}
