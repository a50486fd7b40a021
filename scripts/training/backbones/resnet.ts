import type * as tf from '@tensorflow/tfjs';
import {
  type ResnetName,
  resnet,
  resnetBlockEnds,
  resnetConvolutions,
} from '../../../lib/vision/model/networks/resnet.ts';
import { readPretrained, timmOrigin } from '../pretrained/read-pretrained.ts';
import type { Backbone } from './backbone.ts';
import { IMAGENET_CLASSES, IMAGENET_NORMALIZATION } from './imagenet.ts';
import { randomConvolution } from './random-layers.ts';
import { convolutionParameters, readConvolution } from './torch-layers.ts';

/** A ResNet with torchvision's weights. */
export function resnetBackbone(name: ResnetName): Backbone {
  const network = resnet(name);
  const convolutions = resnetConvolutions(name);
  return {
    name,
    ...network,
    normalization: IMAGENET_NORMALIZATION,
    origin: timmOrigin(name),
    classifierParameters:
      convolutions.reduce((sum, c) => sum + convolutionParameters(c), 0) +
      (network.featureCount + 1) * IMAGENET_CLASSES,
    pretrained: (source) =>
      readPretrained(name, source, async (reader) => {
        const weights: Record<string, tf.Tensor> = {};
        for (const c of convolutions) Object.assign(weights, await readConvolution(reader, c));
        return weights;
      }),
    random(seed) {
      // Without batch normalisation each block would double what passes through (Zhang et al. 2019, Fixup).
      const ends = new Map(resnetBlockEnds(name).map((c, _, all) => [c.name, all.length ** -0.5]));
      return Object.assign(
        {},
        ...convolutions.map((c, i) => randomConvolution(c, seed + i, ends.get(c.name) ?? 1)),
      );
    },
  };
}
