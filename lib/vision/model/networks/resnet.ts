import * as tf from '@tensorflow/tfjs-core';
import type { NamedWeights } from '../weights.ts';
import type { BackboneNetwork } from './backbone-network.ts';
import { INPUT_SIZES } from './names.ts';
import { convolve, convolvePicture, padded, type TorchConvolution } from './torch-layers.ts';

/**
 * ResNets (He et al. 2015) as torchvision builds them, "v1.5": a bottleneck halves the resolution in its
 * 3x3 convolution, not in the first 1x1.
 */
const DEPTHS = {
  resnet18: { blocks: [2, 2, 2, 2], bottleneck: false },
  resnet34: { blocks: [3, 4, 6, 3], bottleneck: false },
  resnet50: { blocks: [3, 4, 6, 3], bottleneck: true },
  resnet101: { blocks: [3, 4, 23, 3], bottleneck: true },
  resnet152: { blocks: [3, 8, 36, 3], bottleneck: true },
} as const;
export type ResnetName = keyof typeof DEPTHS;

/** Channels inside a stage's blocks; a bottleneck gives four times as many. */
const STAGE_CHANNELS = [64, 128, 256, 512] as const;
const EXPANSION = 4;

interface Block {
  readonly convolutions: readonly TorchConvolution[];
  /** Brings the shortcut to the block's size and channels. */
  readonly shortcut?: TorchConvolution;
}

const STEM: TorchConvolution = {
  name: 'conv1',
  norm: 'bn1',
  inputs: 3,
  outputs: STAGE_CHANNELS[0],
  size: 7,
  stride: 2,
};

/** The convolutions of a ResNet in order, with those of its shortcuts. */
export function resnetConvolutions(name: ResnetName): TorchConvolution[] {
  return [STEM, ...blocksOf(name).flatMap(convolutionsOf)];
}

function convolutionsOf({ convolutions, shortcut }: Block): TorchConvolution[] {
  return [...convolutions, ...(shortcut ? [shortcut] : [])];
}

/** The last convolution of each block, whose result is added to what went into the block. */
export function resnetBlockEnds(name: ResnetName): TorchConvolution[] {
  return blocksOf(name).map(({ convolutions }) => convolutions.at(-1) as TorchConvolution);
}

export function resnet(name: ResnetName): BackboneNetwork {
  const blocks = blocksOf(name);
  return {
    inputSize: INPUT_SIZES[name],
    featureCount: outputsOf(blocks[blocks.length - 1] as Block),
    features: (weights, image) => features(weights, blocks, image),
  };
}

function blocksOf(name: ResnetName): Block[] {
  const { blocks, bottleneck } = DEPTHS[name];
  let inputs: number = STEM.outputs;
  return blocks.flatMap((count, stage) =>
    Array.from({ length: count }, (_, i) => {
      const block = blockOf(`layer${stage + 1}.${i}`, {
        inputs,
        channels: STAGE_CHANNELS[stage] as number,
        stride: stage > 0 && i === 0 ? 2 : 1,
        bottleneck,
      });
      inputs = outputsOf(block);
      return block;
    }),
  );
}

interface BlockShape {
  readonly inputs: number;
  readonly channels: number;
  readonly stride: 1 | 2;
  readonly bottleneck: boolean;
}

function blockOf(name: string, { inputs, channels, stride, bottleneck }: BlockShape): Block {
  const outputs = bottleneck ? EXPANSION * channels : channels;
  const layers = bottleneck
    ? ([
        [inputs, channels, 1, 1],
        [channels, channels, 3, stride],
        [channels, outputs, 1, 1],
      ] as const)
    : ([
        [inputs, channels, 3, stride],
        [channels, channels, 3, 1],
      ] as const);
  const convolutions = layers.map(([from, to, size, step], i) => ({
    name: `${name}.conv${i + 1}`,
    norm: `${name}.bn${i + 1}`,
    inputs: from,
    outputs: to,
    size,
    stride: step,
  }));
  if (inputs === outputs && stride === 1) return { convolutions };
  const at = `${name}.downsample`;
  const shortcut = { name: `${at}.0`, norm: `${at}.1`, inputs, outputs, size: 1, stride };
  return { convolutions, shortcut };
}

function outputsOf({ convolutions }: Block): number {
  return (convolutions[convolutions.length - 1] as TorchConvolution).outputs;
}

/** Features after global average pooling. */
function features(weights: NamedWeights, blocks: readonly Block[], image: tf.Tensor4D) {
  let x = convolvePicture(weights, STEM, image);
  // What is padded with zeros here is padded with less than anything in PyTorch; after a ReLU that is one.
  x = tf.maxPool(padded(x, 1), 3, 2, 'valid');
  for (const block of blocks) x = residual(weights, block, x);
  return tf.mean<tf.Tensor2D>(x, [1, 2]);
}

function residual(weights: NamedWeights, { convolutions, shortcut }: Block, x: tf.Tensor4D) {
  let out = x;
  convolutions.forEach((convolution, i) => {
    const last = i === convolutions.length - 1;
    out = convolve(weights, convolution, out, last ? 'linear' : 'relu');
  });
  const straight = shortcut ? convolve(weights, shortcut, x, 'linear') : x;
  return tf.relu(tf.add<tf.Tensor4D>(out, straight));
}
