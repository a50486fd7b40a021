import * as tf from '@tensorflow/tfjs';
import { ANCHORS } from '../../../lib/vision/find/anchors.ts';
import { BLAZEFACE_INPUT_SIZE } from '../../../lib/vision/model/networks/blazeface.ts';
import type { Assignment } from './assign.ts';

/** Focal loss (Lin et al. 2017). */
const FOCAL_ALPHA = 0.3;
const FOCAL_GAMMA = 2;
const BOX_WEIGHT = 1.5;

/**
 * Focal loss of the scores over all anchors that count, and generalised IoU (Rezatofighi et al. 2019)
 * of the boxes over those that stand for a face with a drawn box; both for each assigned anchor.
 * @param output [N, 896, 17]
 */
export function finderLoss(output: tf.Tensor3D, assignments: readonly Assignment[]): tf.Scalar {
  const n = assignments.length;
  const anchors = ANCHORS.length;
  const flat = (pick: (a: Assignment) => Float32Array) => {
    const parts = assignments.map(pick);
    const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.forEach((part, i) => {
      all.set(part, i * part.length);
    });
    return all;
  };
  const target = tf.tensor2d(
    flat((a) => a.target),
    [n, anchors],
  );
  const counts = tf.tensor2d(
    flat((a) => a.counts),
    [n, anchors],
  );
  const boxed = tf.tensor2d(
    flat((a) => a.boxed),
    [n, anchors],
  );
  const corners = tf.tensor3d(
    flat((a) => a.corners),
    [n, anchors, 4],
  );
  const faces = tf.maximum(tf.sum(target), 1);

  const logits = tf.squeeze(tf.slice(output, [0, 0, 0], [n, anchors, 1]), [2]);
  const score = tf.sum(tf.mul(counts, focal(logits as tf.Tensor2D, target)));
  const boxes = tf.sum(tf.mul(boxed, tf.sub(1, generalisedIou(decode(output), corners))));
  return tf.div(tf.add(score, tf.mul(boxes, BOX_WEIGHT)), faces) as tf.Scalar;
}

function focal(logits: tf.Tensor2D, target: tf.Tensor2D): tf.Tensor {
  const face = tf.sigmoid(logits);
  const hit = tf.mul(
    tf.mul(target, FOCAL_ALPHA),
    tf.mul(tf.pow(tf.sub(1, face), FOCAL_GAMMA), tf.softplus(tf.neg(logits))),
  );
  const miss = tf.mul(
    tf.mul(tf.sub(1, target), 1 - FOCAL_ALPHA),
    tf.mul(tf.pow(face, FOCAL_GAMMA), tf.softplus(logits)),
  );
  return tf.add(hit, miss);
}

/** Predicted corners [N, 896, 4], input pixels. */
function decode(output: tf.Tensor3D): tf.Tensor3D {
  const [n, anchors] = output.shape;
  const centres = tf.tensor2d(
    ANCHORS.map(({ x, y }) => [x * BLAZEFACE_INPUT_SIZE, y * BLAZEFACE_INPUT_SIZE]),
  );
  const middle = tf.add(tf.slice(output, [0, 0, 1], [n, anchors, 2]), centres);
  const half = tf.div(tf.maximum(tf.slice(output, [0, 0, 3], [n, anchors, 2]), 1), 2);
  return tf.concat([tf.sub(middle, half), tf.add(middle, half)], 2) as tf.Tensor3D;
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
