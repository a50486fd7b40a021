import * as tf from '@tensorflow/tfjs';
import type { Point } from '../../../lib/geometry.ts';
import { type Assignment, LANDMARK_VALUES } from './assign.ts';

/** Focal loss (Lin et al. 2017), its gamma 2. */
const FOCAL_ALPHA = 0.3;
const BOX_WEIGHT = 1.5;
const LANDMARK_WEIGHT = 1;

/**
 * Focal loss of the scores over all anchors that count, generalised IoU (Rezatofighi et al. 2019) of the
 * boxes over those that stand for a face with a drawn box, and how far landmarks are off, as a part of the
 * face's longer edge, where they are known; each for each assigned anchor.
 * @param output [N, anchors, 17]
 */
export function finderLoss(
  output: tf.Tensor3D,
  assignments: readonly Assignment[],
  anchors: readonly Point[],
): tf.Scalar {
  const rows = [assignments.length, anchors.length] as const;
  const flat = (pick: (a: Assignment) => Float32Array) => {
    const parts = assignments.map(pick);
    const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.forEach((part, i) => {
      all.set(part, i * part.length);
    });
    return all;
  };
  const plane = (pick: (a: Assignment) => Float32Array) => tf.tensor2d(flat(pick), [...rows]);
  const target = plane((a) => a.target);
  const counts = plane((a) => a.counts);
  const boxed = plane((a) => a.boxed);
  const marked = plane((a) => a.marked);
  const corners = tf.tensor3d(
    flat((a) => a.corners),
    [...rows, 4],
  );
  const landmarks = tf.tensor3d(
    flat((a) => a.landmarks),
    [...rows, LANDMARK_VALUES],
  );
  const centres = tf.tensor2d(anchors.map(({ x, y }) => [x, y]));
  const faces = tf.maximum(tf.sum(target), 1);

  const logits = tf.squeeze(values(output, 0, 1), [2]);
  const score = tf.sum(tf.mul(counts, focal(logits as tf.Tensor2D, target)));
  const boxes = tf.sum(tf.mul(boxed, tf.sub(1, generalisedIou(decode(output, centres), corners))));
  const marks = tf.sum(tf.mul(marked, landmarkDistance(output, centres, landmarks)));
  const sum = tf.addN([score, tf.mul(boxes, BOX_WEIGHT), tf.mul(marks, LANDMARK_WEIGHT)]);
  return tf.div(sum, faces) as tf.Scalar;
}

/** Some of the values of each anchor. */
function values(output: tf.Tensor3D, from: number, count: number): tf.Tensor3D {
  return tf.slice(output, [0, 0, from], [-1, -1, count]);
}

function focal(logits: tf.Tensor2D, target: tf.Tensor2D): tf.Tensor {
  const face = tf.sigmoid(logits);
  const hit = tf.mul(
    tf.mul(target, FOCAL_ALPHA),
    tf.mul(tf.square(tf.sub(1, face)), tf.softplus(tf.neg(logits))),
  );
  const miss = tf.mul(
    tf.mul(tf.sub(1, target), 1 - FOCAL_ALPHA),
    tf.mul(tf.square(face), tf.softplus(logits)),
  );
  return tf.add(hit, miss);
}

/** Predicted corners [N, anchors, 4], input pixels. */
function decode(output: tf.Tensor3D, centres: tf.Tensor2D): tf.Tensor3D {
  const middle = tf.add(values(output, 1, 2), centres);
  const half = tf.div(tf.maximum(values(output, 3, 2), 1), 2);
  return tf.concat([tf.sub(middle, half), tf.add(middle, half)], 2) as tf.Tensor3D;
}

/** Mean over the landmarks' values, [N, anchors], input pixels. */
function landmarkDistance(
  output: tf.Tensor3D,
  centres: tf.Tensor2D,
  landmarks: tf.Tensor3D,
): tf.Tensor {
  const all = tf.tile(centres, [1, LANDMARK_VALUES / 2]);
  const predicted = tf.add(values(output, 5, LANDMARK_VALUES), all);
  return tf.mean(tf.abs(tf.sub(predicted, landmarks)), 2);
}

/** Of boxes given by corners, anchor by anchor, -1 to 1. */
function generalisedIou(a: tf.Tensor3D, b: tf.Tensor3D): tf.Tensor {
  const part = (t: tf.Tensor3D, from: number) => tf.slice(t, [0, 0, from], [-1, -1, 2]);
  const area = (size: tf.Tensor) => tf.prod(size, 2);
  const size = (low: tf.Tensor, high: tf.Tensor) => tf.maximum(tf.sub(high, low), 0);
  const [a1, a2, b1, b2] = [part(a, 0), part(a, 2), part(b, 0), part(b, 2)];
  const shared = area(size(tf.maximum(a1, b1), tf.minimum(a2, b2)));
  const union = tf.sub(tf.add(area(size(a1, a2)), area(size(b1, b2))), shared);
  const hull = area(size(tf.minimum(a1, b1), tf.maximum(a2, b2)));
  return tf.sub(tf.div(shared, union), tf.div(tf.sub(hull, union), hull));
}
