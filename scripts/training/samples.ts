import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import type { Backbone } from './backbones/backbone.ts';
import { FACE_RESNET } from './backbones/face-resnet.ts';
import { classifierLogits } from './network.ts';
import type { Judged } from './report/metrics.ts';
import { centreCrop } from './variation/augment.ts';

/** A labelled patch. */
export interface Sample {
  /** Index of the class. */
  readonly truth: number;
  /** [216, 216, 3] */
  readonly patch: Uint8Array;
  /** Times that it is shown in an epoch: a whole number, or 1/n for every n-th epoch. */
  readonly repeats: number;
}

/** Logits of samples as the site would cut them. */
export async function judgeSamples(
  weights: NamedWeights,
  samples: readonly Sample[],
  fill: number,
  backbone: Backbone = FACE_RESNET,
  batchSize = 32,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let start = 0; start < samples.length; start += batchSize) {
    const batch = samples.slice(start, start + batchSize);
    const size = backbone.inputSize;
    const pixels = stack(
      batch.map(({ patch }) => centreCrop(patch, size, fill)),
      size,
    );
    const logits = tf.tidy(() => classifierLogits(weights, pixels, undefined, backbone));
    const rows = await logits.array();
    tf.dispose([pixels, logits]);
    batch.forEach(({ truth }, i) => {
      judged.push({ truth, logits: rows[i] as number[] });
    });
  }
  return judged;
}

/** [N, size, size, 3] */
export function stack(pictures: readonly Float32Array[], size: number): tf.Tensor4D {
  const all = new Float32Array(pictures.length * size * size * 3);
  pictures.forEach((picture, i) => {
    all.set(picture, i * size * size * 3);
  });
  return tf.tensor4d(all, [pictures.length, size, size, 3]);
}
