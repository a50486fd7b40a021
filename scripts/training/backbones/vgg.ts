import * as tf from '@tensorflow/tfjs';
import { type NamedWeights, weight } from '../../../lib/vision/model/weights.ts';
import { readPretrained } from '../pretrained/read-pretrained.ts';
import type { TensorReader } from '../pretrained/safetensors.ts';
import type { Backbone } from './backbone.ts';
import { IMAGENET_CLASSES, IMAGENET_INPUT_SIZE, IMAGENET_NORMALIZATION } from './imagenet.ts';
import {
  convolutionParameters,
  convolve,
  convolvePicture,
  readConvolution,
  type TorchConvolution,
} from './torch-layers.ts';

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
const DENSE = [
  { names: ['classifier.0', 'pre_logits.fc1'], inputs: 512, cells: CELLS, outputs: 4096 },
  { names: ['classifier.3', 'pre_logits.fc2'], inputs: 4096, cells: 1, outputs: 4096 },
] as const;
type DenseLayer = (typeof DENSE)[number];
const FEATURE_COUNT = DENSE[1].outputs;

const STAGE_CONVOLUTIONS = convolutionsByStage();

/** Features are what the network's own last layer reads: it is that layer that the mask head replaces. */
export function vgg16(): Backbone {
  const convolutions = STAGE_CONVOLUTIONS.flat();
  const dense = DENSE.reduce((sum, { inputs, cells, outputs }) => {
    return sum + (inputs * cells * cells + 1) * outputs;
  }, 0);
  return {
    name: 'vgg16',
    inputSize: IMAGENET_INPUT_SIZE,
    normalization: IMAGENET_NORMALIZATION,
    featureCount: FEATURE_COUNT,
    classifierParameters:
      convolutions.reduce((sum, c) => sum + convolutionParameters(c), dense) +
      (FEATURE_COUNT + 1) * IMAGENET_CLASSES,
    pretrained: (source) =>
      readPretrained('vgg16', source, async (reader) => {
        const weights: Record<string, tf.Tensor> = {};
        for (const c of convolutions) Object.assign(weights, await readConvolution(reader, c));
        for (const layer of DENSE) Object.assign(weights, await readDense(reader, layer));
        return weights;
      }),
    features,
  };
}

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

/** timm keeps dense layers as convolutions over all cells; the values stand in the same order. */
async function readDense(
  reader: TensorReader,
  { names: [ours, timms], inputs, cells, outputs }: DenseLayer,
): Promise<Record<string, tf.Tensor>> {
  const name = reader.has(`${timms}.weight`) ? timms : ours;
  const columns = inputs * cells * cells;
  const kernel = await reader.read(
    `${name}.weight`,
    [outputs, columns],
    [outputs, inputs, cells, cells],
  );
  return {
    [`${ours}/kernel`]: tf.tensor2d(kernel, [outputs, columns]),
    [`${ours}/bias`]: tf.tensor1d(await reader.read(`${name}.bias`, [outputs])),
  };
}

function features(weights: NamedWeights, image: tf.Tensor4D): tf.Tensor2D {
  let x = image;
  STAGE_CONVOLUTIONS.forEach((stage, number) => {
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
  for (const { names } of DENSE) {
    const kernel = weight<tf.Rank.R2>(weights, `${names[0]}/kernel`);
    const bias = weight<tf.Rank.R1>(weights, `${names[0]}/bias`);
    flat = tf.relu(tf.add<tf.Tensor2D>(tf.matMul(flat, kernel, false, true), bias));
  }
  return flat;
}
