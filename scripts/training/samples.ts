import * as tf from '@tensorflow/tfjs';
import { classLogits } from '../../lib/vision/judge/answers.ts';
import { WORN_WAYS, type WornWay } from '../../lib/vision/labels.ts';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { CROP_RULE } from '../data/crops/crop-rule.ts';
import { classifierLogits, type Network } from './network.ts';
import { outputsOf } from './outputs.ts';
import type { Judged } from './report/metrics.ts';
import { centreCrop } from './variation/augment.ts';

/** A labelled patch. */
export interface Sample {
  /** Index of the class. */
  readonly truth: number;
  /** How the mask is worn, where somebody looked or it was drawn. */
  readonly way?: WornWay;
  /** [270, 270, 3] */
  readonly patch: Uint8Array;
  /** Times that it is shown in an epoch: a whole number, or 1/n for every n-th epoch. */
  readonly repeats: number;
}

/** Samples judged together. */
const BATCH_SIZE = 32;

/** A picture of a patch, [size, size, 3], 0 to 255. @param index of the sample */
export type View = (
  patch: Uint8Array,
  size: number,
  index: number,
) => Float32Array | Promise<Float32Array>;

const AS_THE_SITE_CUTS: View = (patch, size) => centreCrop(patch, size, CROP_RULE.fill);

/** Logits of the classes, for samples as the site would cut them unless another view is asked for. */
export async function judgeSamples(
  { backbone, classes }: Network,
  weights: NamedWeights,
  samples: readonly Sample[],
  view: View = AS_THE_SITE_CUTS,
): Promise<Judged[]> {
  const outputs = outputsOf(classes);
  const judged: Judged[] = [];
  for (let start = 0; start < samples.length; start += BATCH_SIZE) {
    const batch = samples.slice(start, start + BATCH_SIZE);
    const size = backbone.inputSize;
    const pixels = stack(
      await Promise.all(batch.map(({ patch }, i) => view(patch, size, start + i))),
      size,
    );
    const logits = tf.tidy(() => classifierLogits(backbone, weights, pixels));
    const rows = await logits.array();
    tf.dispose([pixels, logits]);
    batch.forEach(({ truth, way }, i) => {
      const row = rows[i] as number[];
      judged.push({
        truth,
        logits: classLogits(outputs, row, classes),
        ...(way && {
          ways: {
            truth: WORN_WAYS.indexOf(way),
            logits: WORN_WAYS.map((w) => row[outputs.indexOf(w)] as number),
          },
        }),
      });
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
