import * as tf from '@tensorflow/tfjs';
import type { Box, Size, SquareRegion } from '../../geometry.ts';
import { type CuttableFrame, cutRegions, frameSize } from '../frame/regions.ts';
import type { FaceFinderManifest } from '../model/manifest.ts';
import {
  ANCHOR_COUNT,
  BLAZEFACE_INPUT_SIZE,
  blazeFace,
  VALUES_PER_ANCHOR,
} from '../model/networks/blazeface.ts';
import type { NamedWeights } from '../model/weights.ts';
import { ANCHORS } from './anchors.ts';
import { dropEnclosed, type FaceCandidate, mergeOverlapping } from './suppress.ts';

/** What BlazeFace was trained to see beyond a picture's edge: black. */
const FILL = 0;
const LANDMARKS = 6;
/** A box that lies in a stronger, larger one by this share is a part of that face. */
const ENCLOSED_SHARE = 0.6;
/** Views that the network sees together: more are hardly faster, and sixteen held 0.8 GB more in a browser. */
const VIEWS_AT_ONCE = 4;

export interface FaceFinder {
  /**
   * The faces in the given squares of a frame, duplicates merged, strongest first.
   * @param frame a tensor is float32, 0 to 255
   */
  find(
    frame: CuttableFrame,
    views: readonly SquareRegion[],
    scoreThreshold?: number,
  ): Promise<FaceCandidate[]>;
}

export function createFaceFinder(
  manifest: Pick<FaceFinderManifest, 'scoreThreshold' | 'iouThreshold'>,
  weights: NamedWeights,
): FaceFinder {
  return {
    async find(frame, views, scoreThreshold = manifest.scoreThreshold) {
      const size = frameSize(frame);
      const candidates: FaceCandidate[] = [];
      for (let first = 0; first < views.length; first += VIEWS_AT_ONCE) {
        const together = views.slice(first, first + VIEWS_AT_ONCE);
        const output = tf.tidy(() => {
          const pixels = cutRegions(frame, together, BLAZEFACE_INPUT_SIZE, FILL);
          return blazeFace(weights, tf.sub(tf.div(pixels, 127.5), 1));
        });
        const values = (await output.data()) as Float32Array;
        output.dispose();
        together.forEach((view, i) => {
          const found = decodeView(values, i, view, scoreThreshold);
          candidates.push(...found.filter(({ box }) => !isCutByView(box, view, size)));
        });
      }
      const faces = mergeOverlapping(candidates, manifest.iouThreshold);
      return dropEnclosed(faces, ENCLOSED_SHARE);
    },
  };
}

/** A tile shows only a part of a face on its inner edge; a neighbour or the whole frame shows it all. */
function isCutByView(box: Box, view: SquareRegion, frame: Size): boolean {
  const [right, bottom] = [view.x + view.side, view.y + view.side];
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
  viewIndex: number,
  view: SquareRegion,
  scoreThreshold: number,
): FaceCandidate[] {
  const stride = 1 + VALUES_PER_ANCHOR;
  const scale = view.side / BLAZEFACE_INPUT_SIZE;
  const lowestLogit = Math.log(scoreThreshold / (1 - scoreThreshold));
  const candidates: FaceCandidate[] = [];
  for (let i = 0; i < ANCHOR_COUNT; i++) {
    const at = (viewIndex * ANCHOR_COUNT + i) * stride;
    const value = (k: number) => values[at + k] ?? 0;
    if (value(0) < lowestLogit) continue;
    const anchor = ANCHORS[i] as (typeof ANCHORS)[number];
    const anchorX = view.x + anchor.x * view.side;
    const anchorY = view.y + anchor.y * view.side;
    const width = value(3) * scale;
    const height = value(4) * scale;
    if (!(width > 0 && height > 0)) continue;
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
  }
  return candidates;
}
