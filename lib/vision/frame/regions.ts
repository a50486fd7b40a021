import * as tf from '@tensorflow/tfjs-core';
import type { Box, Size } from '../../geometry.ts';
import { cutPlanes, OVERSAMPLING } from './cut-planes.ts';
import type { FramePlanes } from './frame-planes.ts';

/** A frame for cropping: a tensor [height, width, 3], 0 to 255, or planes. */
export type CuttableFrame = tf.Tensor3D | FramePlanes;

export function frameSize(frame: CuttableFrame): Size {
  if ('planes' in frame) return { width: frame.width, height: frame.height };
  return { width: frame.shape[1], height: frame.shape[0] };
}

/**
 * Crops rectangles of a frame and scales them to one size.
 * `cropAndResize` puts its first and last samples on the corners of its box, in pixel indices. The
 * boxes are shrunk here by half a sample, so that samples are in the middle of their cells. A
 * region of n pixels that is scaled to n pixels then keeps its exact pixels.
 * @param frame a tensor is float32
 * @param regions may reach beyond the frame; stretched where their shape differs from that of the
 * result
 * @param size of the result, px
 * @param fill grey level, 0 to 255, beyond the frame
 * @returns [regions, height, width, 3], float32, 0 to 255. The caller tidies.
 */
export function cutRegions(
  frame: CuttableFrame,
  regions: readonly Box[],
  size: Size,
  fill: number,
): tf.Tensor4D {
  if ('planes' in frame) {
    const cuts = cutPlanes(frame, regions, size, fill);
    return tf.tensor4d(cuts, [regions.length, size.height, size.width, 3]);
  }
  const [height, width] = frame.shape;
  const rows = size.height * OVERSAMPLING;
  const columns = size.width * OVERSAMPLING;
  const boxes = regions.map((region) => {
    const across = firstAndLast(region.x, region.width, columns, width);
    const down = firstAndLast(region.y, region.height, rows, height);
    return [down[0], across[0], down[1], across[1]];
  });
  const cut = tf.image.cropAndResize(
    tf.expandDims(frame, 0) as tf.Tensor4D,
    tf.tensor2d(boxes, [regions.length, 4]),
    tf.zeros([regions.length], 'int32') as tf.Tensor1D,
    [rows, columns],
    'bilinear',
    fill,
  );
  return tf.avgPool(cut, OVERSAMPLING, OVERSAMPLING, 'valid');
}

/** Positions of the first and the last sample along an edge, relative to the frame's edge. */
function firstAndLast(
  start: number,
  length: number,
  samples: number,
  frameLength: number,
): [number, number] {
  const half = length / samples / 2;
  const toPart = 1 / Math.max(1, frameLength - 1);
  return [(start + half - 0.5) * toPart, (start + length - half - 0.5) * toPart];
}
