import * as tf from '@tensorflow/tfjs-core';
import type { Box } from '../../geometry.ts';
import type { Search } from '../detector-types.ts';
import { type CuttableFrame, cutRegions } from '../frame/regions.ts';
import { CLASS_LABELS } from '../labels.ts';
import type { MaskClassifierManifest } from '../model/manifest.ts';
import { type ComputeNetwork, computeOnBackend, type Network } from '../model/network.ts';
import { networkOf } from '../model/networks/index.ts';
import { maskHead } from '../model/networks/mask-head.ts';
import type { NamedWeights } from '../model/weights.ts';
import { type Answer, answerOf, meanAnswer } from './answers.ts';
import { faceCrop } from './face-crop.ts';

/**
 * Where a backend compiles a program for every shape, batches are padded to one of these sizes. They are few, as each
 * costs time at the start.
 */
const COMPILED_SIZES: readonly number[] = [1, 4];
/** Faces in a batch elsewhere. */
const LARGEST_BATCH = 8;
const COMPILING_BACKENDS = ['webgl', 'webgpu'];

/** Sizes of batches that must have run once before the first face is judged, on the current backend. */
export function batchSizes(): readonly number[] {
  // WebAssembly comes compiled and only needs its memory.
  return compilesShapes() ? COMPILED_SIZES : [1];
}

function compilesShapes(): boolean {
  return COMPILING_BACKENDS.includes(tf.getBackend());
}

/** Faces as the network takes them. */
export interface FaceCrops {
  /** Faces, without those that only fill up a batch. */
  readonly count: number;
  /**
   * How they were found. Where `zoomed`, a face that leaves doubt is judged a second time, as in a mirror,
   * and the mean of both counts.
   */
  readonly search: Search;
  /** Each [at most 8, input size, input size, 3], float32, 0 to 255. */
  readonly batches: readonly tf.Tensor4D[];
}

export interface MaskClassifier {
  /**
   * Cuts the faces out of a frame.
   * @param frame a tensor is float32, 0 to 255
   * @param search how the boxes were found; `zoomed`, for photographs, also looks twice where there is doubt
   * @returns to be judged, which disposes of them
   */
  crop(frame: CuttableFrame, boxes: readonly Box[], search?: Search): FaceCrops;
  /** What is said of each face, calibrated, in the order of the boxes. */
  judge(crops: FaceCrops): Promise<Answer[]>;
}

export function createMaskClassifier(
  manifest: MaskClassifierManifest,
  weights: NamedWeights,
  compute: ComputeNetwork = computeOnBackend,
): MaskClassifier {
  const network = classifierNetwork(manifest, weights);
  const classify = async (batches: readonly tf.Tensor4D[], count: number): Promise<Answer[]> => {
    const { labels, temperature } = manifest;
    const logits = await compute(network, batches);
    return Array.from({ length: count }, (_, i) =>
      answerOf(labels, logits.slice(i * labels.length, (i + 1) * labels.length), temperature),
    );
  };
  return {
    crop(frame, boxes, search = 'whole') {
      const { inputSize, crop } = manifest;
      const regions = boxes.map((box) => faceCrop(box, crop.sideRatio));
      return {
        count: boxes.length,
        search,
        batches: tf.tidy(() =>
          inBatches(regions).map((batch) =>
            cutRegions(frame, batch, { width: inputSize, height: inputSize }, crop.fill),
          ),
        ),
      };
    },

    async judge({ count, search, batches }) {
      if (count === 0) return [];
      try {
        const answers = await classify(batches, count);
        const doubtful =
          search === 'zoomed'
            ? [...answers.keys()].filter((i) => leavesDoubt(answers[i] as Answer))
            : [];
        if (doubtful.length > 0) {
          const again = tf.tidy(() => mirrored(batches, doubtful));
          const second = await classify(again, doubtful.length);
          tf.dispose(again);
          doubtful.forEach((face, k) => {
            answers[face] = meanAnswer(answers[face] as Answer, second[k] as Answer);
          });
        }
        return answers;
      } finally {
        tf.dispose([...batches]);
      }
    },
  };
}

/** Above it, a second look changes nothing. */
const CERTAIN = 0.95;

function leavesDoubt({ scores }: Answer): boolean {
  return CLASS_LABELS.every((label) => scores[label] < CERTAIN);
}

/** Some faces of the batches as in a mirror, in batches of their own. The caller tidies. */
function mirrored(batches: readonly tf.Tensor4D[], faces: readonly number[]): tf.Tensor4D[] {
  const all = tf.concat4d([...batches], 0);
  return inBatches(faces).map((batch) => tf.reverse(tf.gather(all, [...batch]), 2));
}

/** Batches; the last is filled up to a fixed size, where that matters, by repeating its last item. */
function inBatches<T>(items: readonly T[]): T[][] {
  const sizes = compilesShapes() ? COMPILED_SIZES : [];
  const largest = sizes.at(-1) ?? LARGEST_BATCH;
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += largest) {
    const batch = items.slice(start, start + largest);
    const size = sizes.find((n) => n >= batch.length) ?? batch.length;
    const last = batch[batch.length - 1] as T;
    result.push([...batch, ...Array.from({ length: size - batch.length }, () => last)]);
  }
  return result;
}

/** What it computes of crops. Output: [N, labels], logits in the order of the manifest's labels. */
export function classifierNetwork(
  manifest: Pick<MaskClassifierManifest, 'network' | 'normalization'>,
  weights: NamedWeights,
): Network {
  const { features } = networkOf(manifest.network);
  return {
    weights,
    output: (pixels) => maskHead(weights, features(weights, normalize(manifest, pixels))),
  };
}

/** Pixels 0 to 255 to what the network was trained on. */
export function normalize(
  { normalization }: Pick<MaskClassifierManifest, 'normalization'>,
  pixels: tf.Tensor4D,
): tf.Tensor4D {
  return tf.div(tf.sub(pixels, normalization.mean), normalization.std);
}
