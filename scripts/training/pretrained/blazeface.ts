import * as tf from '@tensorflow/tfjs';
import type { Size } from '../../../lib/geometry.ts';
import {
  BLOCKS_PER_STAGE,
  ORIGINAL_HEADS,
  STAGE_CHANNELS,
} from '../../../lib/vision/model/networks/blazeface.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { readPackageFile } from './package-file.ts';

const PACKAGE = '@vladmandic/human';

export const BLAZEFACE_ORIGIN = {
  package: `${PACKAGE}@3.3.6`,
  file: 'models/blazeface.bin',
  sha256: 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72',
  licence: 'Apache-2.0 (weights, Google MediaPipe), MIT (package)',
} as const;

/** The input that its authors trained it on, px. */
export const PRETRAINED_SHAPES: readonly Size[] = [{ width: 256, height: 256 }];

/**
 * The published full-range BlazeFace, from the graph that `@vladmandic/human` ships, under our names.
 * In that graph weights are called `unknown_N`, numbered along the network; a depthwise kernel skips
 * the number of the bias that it does not have.
 */
export async function pretrainedBlazeFace(): Promise<NamedWeights> {
  const [graph, file] = await Promise.all([
    readPackageFile(PACKAGE, 'models/blazeface.json'),
    readPackageFile(PACKAGE, BLAZEFACE_ORIGIN.file, BLAZEFACE_ORIGIN.sha256),
  ]);
  const manifest = JSON.parse(new TextDecoder().decode(graph.bytes)) as {
    weightsManifest: [{ weights: tf.io.WeightsManifestEntry[] }];
  };
  const theirs = tf.io.decodeWeights(file.bytes, manifest.weightsManifest[0].weights);
  const ours: Record<string, tf.Tensor> = {};
  const take = (name: string, number: number | null) => {
    const key = number === null ? 'unknown' : `unknown_${number}`;
    const tensor = theirs[key];
    if (!tensor) throw new Error(`models/blazeface.json has no weights ${key}`);
    ours[name] = tensor;
    delete theirs[key];
  };

  take('stem/kernel', null);
  take('stem/bias', 0);
  let next = 1;
  const separable = (name: string) => {
    take(`${name}/depthwise`, next);
    take(`${name}/kernel`, next + 2);
    take(`${name}/bias`, next + 3);
    next += 4;
  };
  STAGE_CHANNELS.forEach((_, stage) => {
    if (stage > 0) separable(`stage${stage}/down`);
    for (let i = 0; i < BLOCKS_PER_STAGE; i++) separable(`stage${stage}/block${i}`);
  });
  separable('coarse');
  const [head16, head8] = ORIGINAL_HEADS.map(({ name }) => name);
  take(`${head8}/box/kernel`, 129);
  take(`${head8}/box/bias`, 130);
  take(`${head16}/box/kernel`, 131);
  take(`${head16}/box/bias`, 132);
  take(`${head8}/score/kernel`, 133);
  take(`${head8}/score/bias`, 134);
  take(`${head16}/score/kernel`, 135);
  take(`${head16}/score/bias`, 136);
  tf.dispose(theirs);
  return ours;
}
