import * as tf from '@tensorflow/tfjs';
import type { Box, SquareRegion } from '../geometry.ts';
import type { Search } from './detector-types.ts';
import { faceCrop } from './face-crop.ts';
import type { ClassLabel, Scores } from './labels.ts';
import type { MaskClassifierManifest } from './manifest.ts';
import { faceResnetFeatures, maskHead } from './networks/face-resnet.ts';
import { type CuttableFrame, cutRegions } from './regions.ts';
import type { NamedWeights } from './weights.ts';

/** Batches are padded to one of these sizes, so that a GPU compiles each shape once. */
export const BATCH_SIZES = [1, 2, 4, 8] as const;
const LARGEST_BATCH = 8;

/** Faces as the network takes them. */
export interface FaceCrops {
  /** Faces, without those that only fill up the last batch. */
  readonly count: number;
  /** Whether each face is judged a second time as in a mirror, and the mean of both counts. */
  readonly twice: boolean;
  /** Each [`BATCH_SIZES`, input size, input size, 3], float32, 0 to 255. */
  readonly batches: readonly tf.Tensor4D[];
}

export interface MaskClassifier {
  /**
   * Cuts the faces out of a frame.
   * @param frame a tensor is float32, 0 to 255
   * @param search how the boxes were found; `zoomed`, for photographs, also looks at each face twice
   * @returns to be judged, which disposes of them
   */
  crop(frame: CuttableFrame, boxes: readonly Box[], search?: Search): FaceCrops;
  /** Calibrated scores of each face, in the order of the boxes. */
  judge(crops: FaceCrops): Promise<Scores[]>;
}

export function createMaskClassifier(
  manifest: MaskClassifierManifest,
  weights: NamedWeights,
): MaskClassifier {
  return {
    crop(frame, boxes, search = 'whole') {
      const { inputSize, crop } = manifest;
      const regions = boxes.map((box) => faceCrop(box, crop.sideRatio));
      return {
        count: boxes.length,
        twice: search === 'zoomed',
        batches: tf.tidy(() =>
          inBatches(regions).map((batch) => cutRegions(frame, batch, inputSize, crop.fill)),
        ),
      };
    },

    async judge({ count, twice, batches }) {
      if (count === 0) return [];
      const probabilities = tf.tidy(() =>
        tf.concat2d(
          batches.map((batch) => {
            const seen = classify(manifest, weights, batch);
            if (!twice) return seen;
            const mirrored = classify(manifest, weights, tf.reverse(batch, 2));
            return tf.div<tf.Tensor2D>(tf.add(seen, mirrored), 2);
          }),
          0,
        ),
      );
      tf.dispose([...batches]);
      const values = await probabilities.data();
      probabilities.dispose();
      return Array.from({ length: count }, (_, i) =>
        scoresAt(manifest.labels, values as Float32Array, i),
      );
    },
  };
}

/** Fixed-size batches; the last is filled up by repeating its last region. */
function inBatches(regions: readonly SquareRegion[]): SquareRegion[][] {
  const result: SquareRegion[][] = [];
  for (let start = 0; start < regions.length; start += LARGEST_BATCH) {
    const batch = regions.slice(start, start + LARGEST_BATCH);
    const size = BATCH_SIZES.find((n) => n >= batch.length) ?? LARGEST_BATCH;
    const last = batch[batch.length - 1] as SquareRegion;
    result.push([...batch, ...Array.from({ length: size - batch.length }, () => last)]);
  }
  return result;
}

/** [faces, classes], probabilities. @param pixels [faces, input size, input size, 3], 0 to 255 */
function classify(
  manifest: MaskClassifierManifest,
  weights: NamedWeights,
  pixels: tf.Tensor4D,
): tf.Tensor2D {
  const logits = maskHead(weights, faceResnetFeatures(weights, normalize(manifest, pixels)));
  return tf.softmax(tf.div<tf.Tensor2D>(logits, manifest.temperature));
}

/** Pixels 0 to 255 to what the network was trained on. */
export function normalize(
  { normalization }: Pick<MaskClassifierManifest, 'normalization'>,
  pixels: tf.Tensor4D,
): tf.Tensor4D {
  return tf.div(tf.sub(pixels, normalization.mean), normalization.std);
}

function scoresAt(labels: readonly ClassLabel[], values: Float32Array, row: number): Scores {
  const scores: Record<ClassLabel, number> = {
    with_mask: 0,
    without_mask: 0,
    incorrect_mask: 0,
    background: 0,
  };
  labels.forEach((label, i) => {
    scores[label] = values[row * labels.length + i] ?? 0;
  });
  return scores;
}
