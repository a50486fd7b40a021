import * as tf from '@tensorflow/tfjs-core';
import type { Box, Point, Size } from '../../geometry.ts';
import { type CuttableFrame, cutRegions, frameSize } from '../frame/regions.ts';
import type { FaceFinderManifest } from '../model/manifest.ts';
import { type ComputeNetwork, computeOnBackend, type Network } from '../model/network.ts';
import { ANCHOR_STRIDE, blazeFace, headsOf } from '../model/networks/blazeface.ts';
import type { NamedWeights } from '../model/weights.ts';
import { anchorsOf } from './anchors.ts';
import { dropEnclosed, type FaceCandidate, mergeOverlapping } from './suppress.ts';
import { letterbox, type View } from './views.ts';

/** What BlazeFace was trained to see beyond a picture's edge: black. */
const FILL = 0;
const LANDMARKS = 6;
/** Views that the network sees together: more are hardly faster, and sixteen held 0.8 GB more in a browser. */
const VIEWS_AT_ONCE = 4;

export interface FaceFinder {
  /**
   * The faces in the given rectangles of a frame, duplicates merged, strongest first.
   * @param frame a tensor is float32, 0 to 255
   * @param regions frame pixels; each is seen letterboxed, in the input shape that fits it best
   */
  find(
    frame: CuttableFrame,
    regions: readonly Box[],
    scoreThreshold?: number,
  ): Promise<FaceCandidate[]>;
}

/** What a finder is told beside its weights. */
export interface FinderSettings
  extends Pick<FaceFinderManifest, 'scoreThreshold' | 'iouThreshold'> {
  /** Input shapes, px, edges of multiples of 32. */
  readonly shapes: readonly Size[];
  /** Whether boxes that lie in others stay; the caller then chooses between them. Default false. */
  readonly keepsEnclosed?: boolean;
}

export function createFaceFinder(
  { shapes, scoreThreshold: ownThreshold, iouThreshold, keepsEnclosed = false }: FinderSettings,
  weights: NamedWeights,
  compute: ComputeNetwork = computeOnBackend,
): FaceFinder {
  const network = finderNetwork(weights);
  const heads = headsOf(weights);
  const anchorsByShape = new Map(shapes.map((shape) => [shape, anchorsOf(shape, heads)]));

  return {
    async find(frame, regions, scoreThreshold = ownThreshold) {
      const size = frameSize(frame);
      const candidates: FaceCandidate[] = [];
      for (const together of batches(regions.map((region) => letterbox(region, shapes)))) {
        const { shape } = together[0] as View;
        const parts = together.map(({ region }) => region);
        const pixels = tf.tidy(() => cutRegions(frame, parts, shape, FILL));
        const values = await compute(network, [pixels]);
        pixels.dispose();
        const anchors = anchorsByShape.get(shape) as readonly Point[];
        const length = anchors.length * ANCHOR_STRIDE;
        together.forEach((view, i) => {
          const ofView = values.subarray(i * length, (i + 1) * length);
          const found = decodeView(ofView, anchors, view, scoreThreshold);
          candidates.push(...found.filter(({ box }) => !isCutByView(box, view.region, size)));
        });
      }
      const faces = mergeOverlapping(candidates, iouThreshold);
      return keepsEnclosed ? faces : dropEnclosed(faces);
    },
  };
}

/** What it computes of views. Output: [N, anchors, 17], see `blazeFace`. */
export function finderNetwork(weights: NamedWeights): Network {
  return { weights, output: (pixels) => blazeFace(weights, normalizeForFinder(pixels)) };
}

/** Pixels 0 to 255 to what BlazeFace was trained on: -1 to 1. */
export function normalizeForFinder(pixels: tf.Tensor4D): tf.Tensor4D {
  return tf.sub(tf.div(pixels, 127.5), 1);
}

/** Views of one shape together, not too many at once. */
function batches(views: readonly View[]): View[][] {
  const result: View[][] = [];
  for (const shape of new Set(views.map((view) => view.shape))) {
    const alike = views.filter((view) => view.shape === shape);
    for (let first = 0; first < alike.length; first += VIEWS_AT_ONCE) {
      result.push(alike.slice(first, first + VIEWS_AT_ONCE));
    }
  }
  return result;
}

/** A tile shows only a part of a face on its inner edge; a neighbour or the whole frame shows it all. */
function isCutByView(box: Box, view: Box, frame: Size): boolean {
  const [right, bottom] = [view.x + view.width, view.y + view.height];
  return (
    (view.x > 0 && box.x < view.x) ||
    (view.y > 0 && box.y < view.y) ||
    (right < frame.width && box.x + box.width > right) ||
    (bottom < frame.height && box.y + box.height > bottom)
  );
}

/** The candidates of one view, from the network's input pixels to frame pixels. */
function decodeView(
  values: Float32Array,
  anchors: readonly Point[],
  { region, shape }: View,
  scoreThreshold: number,
): FaceCandidate[] {
  const scale = region.width / shape.width;
  const lowestLogit = Math.log(scoreThreshold / (1 - scoreThreshold));
  const candidates: FaceCandidate[] = [];
  anchors.forEach((anchor, i) => {
    const value = (k: number) => values[i * ANCHOR_STRIDE + k] ?? 0;
    if (value(0) < lowestLogit) return;
    const anchorX = region.x + anchor.x * scale;
    const anchorY = region.y + anchor.y * scale;
    const width = value(3) * scale;
    const height = value(4) * scale;
    if (!(width > 0 && height > 0)) return;
    candidates.push({
      box: {
        x: anchorX + value(1) * scale - width / 2,
        y: anchorY + value(2) * scale - height / 2,
        width,
        height,
      },
      score: 1 / (1 + Math.exp(-value(0))),
      landmarks: Array.from({ length: LANDMARKS }, (_, k) => ({
        x: anchorX + value(5 + 2 * k) * scale,
        y: anchorY + value(6 + 2 * k) * scale,
      })),
    });
  });
  return candidates;
}
