import * as tf from '@tensorflow/tfjs-core';
import { type NamedWeights, weight } from '../weights.ts';

/**
 * BlazeFace (Bazarevsky et al. 2019), the full-range "back" network of MediaPipe: a stem, four stages of
 * seven residual blocks at strides 2, 4, 8 and 16, and two heads, at stride 16 with 2 anchors a cell and
 * at stride 32 with 6. A third head, for small faces, is ours: a feature pyramid (Lin et al. 2017) brings
 * what is known at stride 16 to stride 8, two blocks with wide kernels look at a face's surroundings (as
 * the context heads of Najibi et al. 2017, SSH), and each cell has one anchor.
 */

export const BLOCKS_PER_STAGE = 7;
/** Channels of each stage. */
export const STAGE_CHANNELS = [24, 24, 48, 96] as const;
export const FINE_CHANNELS = 64;
export const FINE_BLOCKS = 2;
/** Edge of the fine blocks' depthwise kernels, cells. */
export const FINE_KERNEL = 5;

export interface Head {
  /** Of its weights: the cells along an edge of 256 px. */
  readonly name: string;
  /** From a cell to the next, input pixels. */
  readonly stride: number;
  readonly anchorsPerCell: number;
}
const STRIDE_16: Head = { name: 'head16', stride: 16, anchorsPerCell: 2 };
const STRIDE_32: Head = { name: 'head8', stride: 32, anchorsPerCell: 6 };
export const STRIDE_8: Head = { name: 'head32', stride: 8, anchorsPerCell: 1 };
/** The heads that BlazeFace comes with, in the order of the outputs. */
export const ORIGINAL_HEADS: readonly Head[] = [STRIDE_16, STRIDE_32];
/** Box centre x, y, width, height and six landmarks x, y, in input pixels from the anchor. */
export const VALUES_PER_ANCHOR = 16;
/** The logit of a face, then the values. */
export const ANCHOR_STRIDE = 1 + VALUES_PER_ANCHOR;

/** The heads of a network with these weights, in the order of the outputs. */
export function headsOf(weights: NamedWeights): readonly Head[] {
  const isFine = `${STRIDE_8.name}/score/kernel` in weights;
  return isFine ? [...ORIGINAL_HEADS, STRIDE_8] : ORIGINAL_HEADS;
}

type Stride = 1 | 2;

function depthwise(weights: NamedWeights, name: string, x: tf.Tensor4D, stride: Stride) {
  return tf.depthwiseConv2d(x, weight<tf.Rank.R4>(weights, `${name}/depthwise`), stride, 'same');
}

function pointwise(
  weights: NamedWeights,
  name: string,
  x: tf.Tensor4D,
  activation: 'linear' | 'relu' = 'linear',
): tf.Tensor4D {
  return tf.fused.conv2d({
    x,
    filter: weight<tf.Rank.R4>(weights, `${name}/kernel`),
    strides: 1,
    pad: 'valid',
    bias: weight<tf.Rank.R1>(weights, `${name}/bias`),
    activation,
  });
}

/** A residual block; with stride 2 the shortcut is pooled and widened by zero channels. */
function block(weights: NamedWeights, name: string, x: tf.Tensor4D, stride: Stride): tf.Tensor4D {
  const out = pointwise(weights, name, depthwise(weights, name, x, stride));
  const pooled = stride === 2 ? tf.maxPool(x, 2, 2, 'same') : x;
  const widening = out.shape[3] - pooled.shape[3];
  const shortcut =
    widening > 0
      ? tf.pad4d(pooled, [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, widening],
        ])
      : pooled;
  return tf.relu(tf.add<tf.Tensor4D>(out, shortcut));
}

/**
 * Each cell as 2 x 2 cells, the nearest neighbour. Of operations that every backend has with their
 * gradients; `resizeNearestNeighbor` is not one of them.
 */
function doubled(x: tf.Tensor4D): tf.Tensor4D {
  const [n, height, width, channels] = x.shape;
  const wide = tf.reshape(tf.concat([x, x], 3), [n, height, 2 * width * channels]);
  return tf.reshape(tf.concat([wide, wide], 2), [n, 2 * height, 2 * width, channels]);
}

/** Features at stride 8 that know what stride 16 knows. */
function fineFeatures(weights: NamedWeights, at8: tf.Tensor4D, at16: tf.Tensor4D): tf.Tensor4D {
  const above = doubled(pointwise(weights, 'fine/above', at16));
  let x = tf.relu(tf.add<tf.Tensor4D>(pointwise(weights, 'fine/lateral', at8), above));
  for (let i = 0; i < FINE_BLOCKS; i++) x = block(weights, `fine/block${i}`, x, 1);
  return x;
}

/** @returns [N, anchors, 17] */
function predict(weights: NamedWeights, head: Head, x: tf.Tensor4D): tf.Tensor3D {
  const { name, anchorsPerCell } = head;
  const [n, height, width] = x.shape;
  const anchors = height * width * anchorsPerCell;
  const scores = pointwise(weights, `${name}/score`, x);
  const values = pointwise(weights, `${name}/box`, x);
  // The fine head learnt in cells: in pixels, its steps in training would be too small.
  const boxes = head === STRIDE_8 ? tf.mul(values, head.stride) : values;
  return tf.concat3d(
    [
      tf.reshape(scores, [n, anchors, 1]) as tf.Tensor3D,
      tf.reshape(boxes, [n, anchors, VALUES_PER_ANCHOR]) as tf.Tensor3D,
    ],
    2,
  );
}

/**
 * @param image [N, height, width, 3], edges of multiples of 32, RGB, -1 to 1
 * @returns [N, anchors, 17]: the logit of a face, then the 16 values of `VALUES_PER_ANCHOR`, for the
 * anchors of `anchorsOf(input, headsOf(weights))`. The caller tidies.
 */
export function blazeFace(weights: NamedWeights, image: tf.Tensor4D): tf.Tensor3D {
  let x = tf.fused.conv2d({
    x: image,
    filter: weight<tf.Rank.R4>(weights, 'stem/kernel'),
    strides: 2,
    pad: 'same',
    bias: weight<tf.Rank.R1>(weights, 'stem/bias'),
    activation: 'relu',
  });
  const stages = STAGE_CHANNELS.map((_, stage) => {
    if (stage > 0) x = block(weights, `stage${stage}/down`, x, 2);
    for (let i = 0; i < BLOCKS_PER_STAGE; i++) x = block(weights, `stage${stage}/block${i}`, x, 1);
    return x;
  });
  const [at8, at16] = stages.slice(-2) as [tf.Tensor4D, tf.Tensor4D];
  const at32 = pointwise(weights, 'coarse', depthwise(weights, 'coarse', at16, 2), 'relu');
  return tf.concat3d(
    headsOf(weights).map((head) => {
      if (head === STRIDE_8) return predict(weights, head, fineFeatures(weights, at8, at16));
      return predict(weights, head, head === STRIDE_16 ? at16 : at32);
    }),
    1,
  );
}
