import * as tf from '@tensorflow/tfjs';
import { type NamedWeights, weight } from '../weights.ts';

/**
 * BlazeFace (Bazarevsky et al. 2019), the full-range "back" network of MediaPipe for 256 x 256
 * pixels: a stem, four stages of seven residual blocks at 128, 64, 32 and 16 pixels, and two heads,
 * at 16 x 16 with 2 anchors a cell and at 8 x 8 with 6.
 */

export const BLAZEFACE_INPUT_SIZE = 256;
export const BLOCKS_PER_STAGE = 7;
/** Channels of each stage. */
export const STAGE_CHANNELS = [24, 24, 48, 96] as const;
/** Cells along an edge and anchors a cell, of each head, in the order of the outputs. */
export const HEADS = [
  { name: 'head16', cells: 16, anchorsPerCell: 2 },
  { name: 'head8', cells: 8, anchorsPerCell: 6 },
] as const;
export const ANCHOR_COUNT = HEADS.reduce((n, h) => n + h.cells * h.cells * h.anchorsPerCell, 0);
/** Box centre x, y, width, height and six landmarks x, y, in input pixels from the anchor. */
export const VALUES_PER_ANCHOR = 16;

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
 * @param image [N, 256, 256, 3], RGB, -1 to 1
 * @returns [N, 896, 17]: the logit of a face, then the 16 values of `VALUES_PER_ANCHOR`, for the
 * anchors in the order of `anchors.ts`. The caller tidies.
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
  STAGE_CHANNELS.forEach((_, stage) => {
    if (stage > 0) x = block(weights, `stage${stage}/down`, x, 2);
    for (let i = 0; i < BLOCKS_PER_STAGE; i++) x = block(weights, `stage${stage}/block${i}`, x, 1);
  });
  const coarse = pointwise(weights, 'coarse', depthwise(weights, 'coarse', x, 2), 'relu');
  const features = [x, coarse];
  const outputs = HEADS.map(({ name, cells, anchorsPerCell }, i) => {
    const input = features[i] as tf.Tensor4D;
    const anchors = cells * cells * anchorsPerCell;
    const scores = pointwise(weights, `${name}/score`, input);
    const boxes = pointwise(weights, `${name}/box`, input);
    return tf
      .concat2d(
        [
          tf.reshape(scores, [-1, 1]) as tf.Tensor2D,
          tf.reshape(boxes, [-1, VALUES_PER_ANCHOR]) as tf.Tensor2D,
        ],
        1,
      )
      .reshape([-1, anchors, 1 + VALUES_PER_ANCHOR]) as tf.Tensor3D;
  });
  return tf.concat3d(outputs, 1);
}
