import * as tf from '@tensorflow/tfjs-core';
import type { Box, Point, Size } from '../../geometry.ts';
import type { FramePlanes, Plane } from './frame-planes.ts';
import type { CuttableFrame } from './regions.ts';

/** Clockwise: 1 moves the left edge of a picture to the top. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** The frame with its picture rotated. A tensor is a new one; the caller disposes it. */
export function turnFrame(frame: CuttableFrame, turns: QuarterTurns): CuttableFrame {
  return 'planes' in frame ? turnPlanes(frame, turns) : turnTensor(frame, turns);
}

function turnTensor(frame: tf.Tensor3D, turns: QuarterTurns): tf.Tensor3D {
  return tf.tidy(() => {
    if (turns === 0) return tf.clone(frame);
    if (turns === 2) return tf.reverse(frame, [0, 1]);
    // Columns become rows. The end that comes first determines the direction.
    return tf.transpose(tf.reverse(frame, turns === 1 ? 0 : 1), [1, 0, 2]);
  });
}

/** Samples stay in place: the planes are read in another order. */
function turnPlanes({ planes, toRgb, ...size }: FramePlanes, turns: QuarterTurns): FramePlanes {
  const [a, b, c] = planes;
  return {
    ...turnSize(size, turns),
    planes: [turnPlane(a, turns), turnPlane(b, turns), turnPlane(c, turns)],
    toRgb,
  };
}

function turnPlane(plane: Plane, turns: QuarterTurns): Plane {
  const { offset, rowStride, sampleStride, width, height } = plane;
  const toLastRow = (height - 1) * rowStride;
  const toLastSample = (width - 1) * sampleStride;
  const size = turnSize({ width, height }, turns);
  if (turns === 1) {
    const first = offset + toLastRow;
    return { ...plane, ...size, offset: first, rowStride: sampleStride, sampleStride: -rowStride };
  }
  if (turns === 2) {
    const first = offset + toLastRow + toLastSample;
    return { ...plane, offset: first, rowStride: -rowStride, sampleStride: -sampleStride };
  }
  if (turns === 3) {
    const first = offset + toLastSample;
    return { ...plane, ...size, offset: first, rowStride: -sampleStride, sampleStride: rowStride };
  }
  return plane;
}

function turnSize({ width, height }: Size, turns: QuarterTurns): Size {
  return turns % 2 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * Converts a point of the rotated picture to the original one. @param frame size before the
 * rotation
 */
export function turnPointBack({ x, y }: Point, turns: QuarterTurns, frame: Size): Point {
  if (turns === 1) return { x: y, y: frame.height - x };
  if (turns === 2) return { x: frame.width - x, y: frame.height - y };
  if (turns === 3) return { x: frame.width - y, y: x };
  return { x, y };
}

/** The same for a box. */
export function turnBoxBack(box: Box, turns: QuarterTurns, frame: Size): Box {
  const a = turnPointBack(box, turns, frame);
  const b = turnPointBack({ x: box.x + box.width, y: box.y + box.height }, turns, frame);
  return {
    x: Math.min(a.x, b.x),
    y: Math.min(a.y, b.y),
    width: Math.abs(a.x - b.x),
    height: Math.abs(a.y - b.y),
  };
}
