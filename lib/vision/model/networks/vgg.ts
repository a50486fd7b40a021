import * as tf from '@tensorflow/tfjs-core';
import { type NamedWeights, weight } from '../weights.ts';
import type { BackboneNetwork } from './backbone-network.ts';
import { INPUT_SIZES } from './names.ts';
import { convolve, convolvePicture, type TorchConvolution } from './torch-layers.ts';

/** VGG-16 (Simonyan and Zisserman 2014) without batch normalisation: channels of each stage's 3x3s. */
const STAGES = [
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
] as const;
/** Cells along an edge after the last pooling, at an input of 224 px. */
const CELLS = 7;

/** The layers behind the convolutions; the names are torchvision's and timm's. */
export const VGG_DENSE = [
  { names: ['classifier.0', 'pre_logits.fc1'], inputs: 512, cells: CELLS, outputs: 4096 },
  { names: ['classifier.3', 'pre_logits.fc2'], inputs: 4096, cells: 1, outputs: 4096 },
] as const;
export type DenseLayer = (typeof VGG_DENSE)[number];

export const VGG_STAGES = convolutionsByStage();

/** Features are what the network's own last layer reads: it is that layer that the mask head replaces. */
export const VGG16: BackboneNetwork = {
  inputSize: INPUT_SIZES.vgg16,
  featureCount: VGG_DENSE[1].outputs,
  features,
};

/** Convolutions are numbered among the ReLUs and poolings between them. */
function convolutionsByStage(): TorchConvolution[][] {
  let [number, inputs] = [0, 3];
  return STAGES.map((channels) => {
    const stage = channels.map((outputs): TorchConvolution => {
      const layer = { name: `features.${number}`, inputs, outputs, size: 3, stride: 1 as const };
      number += 2;
      inputs = outputs;
      return layer;
    });
    number += 1;
    return stage;
  });
}

function features(weights: NamedWeights, image: tf.Tensor4D): tf.Tensor2D {
  let x = image;
  VGG_STAGES.forEach((stage, number) => {
    stage.forEach((convolution, i) => {
      const first = number === 0 && i === 0;
      x = first
        ? convolvePicture(weights, convolution, x)
        : convolve(weights, convolution, x, 'relu');
    });
    x = tf.maxPool(x, 2, 2, 'valid');
  });
  // The kernels' columns are in PyTorch's order, channels first: the features are turned, not 100 M weights.
  let flat = tf.reshape(tf.transpose(x, [0, 3, 1, 2]), [x.shape[0], -1]) as tf.Tensor2D;
  for (const { names } of VGG_DENSE) {
    const kernel = weight<tf.Rank.R2>(weights, `${names[0]}/kernel`);
    const bias = weight<tf.Rank.R1>(weights, `${names[0]}/bias`);
    flat = tf.relu(tf.add<tf.Tensor2D>(tf.matMul(flat, kernel, false, true), bias));
  }
  return flat;
}
