import * as tf from '@tensorflow/tfjs';
import {
  type DenseLayer,
  VGG_DENSE,
  VGG_STAGES,
  VGG16,
} from '../../../lib/vision/model/networks/vgg.ts';
import { readPretrained, timmOrigin } from '../pretrained/read-pretrained.ts';
import type { TensorReader } from '../pretrained/safetensors.ts';
import type { Backbone } from './backbone.ts';
import { IMAGENET_CLASSES, IMAGENET_NORMALIZATION } from './imagenet.ts';
import { randomConvolution, randomDense } from './random-layers.ts';
import { convolutionParameters, readConvolution } from './torch-layers.ts';

/** VGG-16 with torchvision's weights. */
export function vggBackbone(): Backbone {
  const convolutions = VGG_STAGES.flat();
  const dense = VGG_DENSE.reduce((sum, layer) => sum + (columnsOf(layer) + 1) * layer.outputs, 0);
  return {
    name: 'vgg16',
    ...VGG16,
    normalization: IMAGENET_NORMALIZATION,
    origin: timmOrigin('vgg16'),
    classifierParameters:
      convolutions.reduce((sum, c) => sum + convolutionParameters(c), dense) +
      (VGG16.featureCount + 1) * IMAGENET_CLASSES,
    pretrained: (source) =>
      readPretrained('vgg16', source, async (reader) => {
        const weights: Record<string, tf.Tensor> = {};
        for (const c of convolutions) Object.assign(weights, await readConvolution(reader, c));
        for (const layer of VGG_DENSE) Object.assign(weights, await readDense(reader, layer));
        return weights;
      }),
    random: (seed) =>
      Object.assign(
        {},
        ...convolutions.map((c, i) => randomConvolution(c, seed + i)),
        ...VGG_DENSE.map((layer, i) =>
          randomDense(
            layer.names[0],
            columnsOf(layer),
            layer.outputs,
            seed + convolutions.length + i,
          ),
        ),
      ),
  };
}

function columnsOf({ inputs, cells }: DenseLayer): number {
  return inputs * cells * cells;
}

/** timm keeps dense layers as convolutions over all cells; the values stand in the same order. */
async function readDense(
  reader: TensorReader,
  layer: DenseLayer,
): Promise<Record<string, tf.Tensor>> {
  const {
    names: [ours, timms],
    inputs,
    cells,
    outputs,
  } = layer;
  const name = reader.has(`${timms}.weight`) ? timms : ours;
  const columns = columnsOf(layer);
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
