import * as tf from '@tensorflow/tfjs';
import { FACE_MOBILENET, STRIDES } from '../../../lib/vision/model/networks/face-mobilenet.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { readPackageFile } from '../pretrained/package-file.ts';
import type { Backbone } from './backbone.ts';
import { fromPackageOnly } from './from-package.ts';

const PACKAGE = '@vladmandic/human';
const ORIGIN = {
  package: `${PACKAGE}@3.3.6`,
  file: 'models/faceres.bin',
  sha256: '2c7d2d62b76c97528b736527aa09d310ea71743c9e3e79fb6c62d4b2d73af79b',
  licence: 'Apache-2.0 (weights, HSE FaceRes), MIT (package)',
} as const;

/**
 * MobileNet v1 (Howard et al. 2017) trained on faces for identity, age and sex (Savchenko 2019, "HSE
 * FaceRes"), as `@vladmandic/human` ships it: half precision, batch normalisation folded in where a
 * convolution precedes it. A second backbone with weights that npm brings along. Pixels go in as they
 * are, 0 to 255.
 */
export function faceMobilenet(): Backbone {
  return {
    name: 'face-mobilenet',
    ...FACE_MOBILENET,
    normalization: { mean: [0, 0, 0], std: [1, 1, 1] },
    origin: ORIGIN,
    pretrained: (source) => fromPackageOnly('face-mobilenet', source, readWeights),
  };
}

async function readWeights(): Promise<NamedWeights> {
  const [json, bin] = await Promise.all([
    readPackageFile(PACKAGE, 'models/faceres.json'),
    readPackageFile(PACKAGE, ORIGIN.file, ORIGIN.sha256),
  ]);
  const graph = JSON.parse(new TextDecoder().decode(json.bytes)) as {
    weightsManifest: [{ weights: tf.io.WeightsManifestEntry[] }];
  };
  const theirs = tf.io.decodeWeights(bin.bytes, graph.weightsManifest[0].weights);
  const ours: Record<string, tf.Tensor> = {};
  const take = (name: string, key: string) => {
    const tensor = theirs[key];
    if (!tensor) throw new Error(`models/faceres.json has no weights ${key}`);
    ours[name] = tensor;
    delete theirs[key];
  };
  take('stem/kernel', 'conv1/convolution/merged_input');
  take('stem/bias', 'conv1_bn/batchnorm_1/sub');
  STRIDES.forEach((_, i) => {
    const [depthwise, pointwise] = [`conv_dw_${i + 1}`, `conv_pw_${i + 1}`];
    take(`layer${i}/depthwise`, `${depthwise}/depthwise_kernel`);
    take(`layer${i}/scale`, `${depthwise}_bn/batchnorm_1/mul`);
    take(`layer${i}/shift`, `${depthwise}_bn/batchnorm_1/sub`);
    take(`layer${i}/kernel`, `${pointwise}/convolution/merged_input`);
    take(`layer${i}/bias`, `${pointwise}_bn/batchnorm_1/sub`);
  });
  tf.dispose(theirs);
  return ours;
}
