import * as tf from '@tensorflow/tfjs-core';
import { type Box, boxCentre, type Point, type Size } from '../../geometry.ts';
import { type CuttableFrame, cutRegions, frameSize } from './regions.ts';

/** An eighth of a turn, 45 degrees: 1 clockwise, -1 anticlockwise. */
export type Tilt = 1 | -1;

const EIGHTH = Math.PI / 4;
/** Longest edge of a tilted frame, px: twice what the finder sees of it. */
const LONGEST_EDGE = 768;
/** What the finder was trained to see beyond a picture's edge: black. */
const FILL = 0;

/** The frame's picture turned about its middle, in a square that holds all of it. A new tensor; the caller disposes it. */
export function tiltFrame(frame: CuttableFrame, tilt: Tilt): tf.Tensor3D {
  const size = frameSize(frame);
  const { region, edge } = squareAround(size);
  return tf.tidy(() => {
    const upright = cutRegions(frame, [region], { width: edge, height: edge }, FILL);
    const pixels = tf.reshape(upright, [edge * edge, 3]);
    return tf.reshape(tf.gather(pixels, sources(edge, tilt)), [edge, edge, 3]);
  });
}

/** Frame pixels along one pixel of the tilted frame. @param frame size before the tilt */
export function tiltScale(frame: Size): number {
  const { region, edge } = squareAround(frame);
  return region.width / edge;
}

/** Converts a point of the tilted frame to the original one. @param frame size before the tilt */
export function tiltPointBack({ x, y }: Point, tilt: Tilt, frame: Size): Point {
  const { edge } = squareAround(frame);
  const scale = tiltScale(frame);
  const turned = turnBack({ x: x - edge / 2, y: y - edge / 2 }, tilt);
  return { x: frame.width / 2 + turned.x * scale, y: frame.height / 2 + turned.y * scale };
}

/** The same for a box: a square of its area on its middle, since boxes are never oblique. */
export function tiltBoxBack(box: Box, tilt: Tilt, frame: Size): Box {
  const centre = tiltPointBack(boxCentre(box), tilt, frame);
  const side = Math.sqrt(box.width * box.height) * tiltScale(frame);
  return { x: centre.x - side / 2, y: centre.y - side / 2, width: side, height: side };
}

/** The square as wide as the frame's diagonal, frame pixels, and the edge of its picture, px. */
function squareAround({ width, height }: Size): { region: Box; edge: number } {
  const side = Math.hypot(width, height);
  const region = { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
  return { region, edge: Math.ceil(Math.min(side, LONGEST_EDGE)) };
}

/** For each pixel of the tilted square, row by row, the index of the nearest pixel of the upright one. */
function sources(edge: number, tilt: Tilt): tf.Tensor1D {
  const indices = new Int32Array(edge * edge);
  const middle = (edge - 1) / 2;
  // One pixel to the right and one down, in the upright square.
  const [right, down] = [turnBack({ x: 1, y: 0 }, tilt), turnBack({ x: 0, y: 1 }, tilt)];
  // What lies beyond the square is as black as its edge.
  const inside = (value: number) => Math.min(edge - 1, Math.max(0, Math.round(value + middle)));
  for (let j = 0, i = 0; j < edge; j++) {
    const y = j - middle;
    for (let x = -middle; x <= middle; x++, i++) {
      const row = inside(right.y * x + down.y * y);
      indices[i] = row * edge + inside(right.x * x + down.x * y);
    }
  }
  return tf.tensor1d(indices, 'int32');
}

/** About the origin. */
function turnBack({ x, y }: Point, tilt: Tilt): Point {
  const [cos, sin] = [Math.cos(tilt * EIGHTH), Math.sin(tilt * EIGHTH)];
  return { x: cos * x + sin * y, y: cos * y - sin * x };
}
