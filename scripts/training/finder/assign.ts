import { type Box, intersectionOverUnion } from '../../../lib/geometry.ts';
import { ANCHORS } from '../../../lib/vision/find/anchors.ts';
import {
  BLAZEFACE_INPUT_SIZE,
  VALUES_PER_ANCHOR,
} from '../../../lib/vision/model/networks/blazeface.ts';
import type { TrainingView } from './views.ts';

/** What each anchor of a view should say. */
export interface Assignment {
  /** 1 a face, 0 none. */
  readonly target: Float32Array;
  /** 1 counts, 0 neither way: a good box that another anchor answers for, or one on an ignored face. */
  readonly counts: Float32Array;
  /** 1 where `corners` are to be learnt. */
  readonly boxed: Float32Array;
  /** x1, y1, x2, y2 in input pixels for each anchor with target 1; a unit box elsewhere. */
  readonly corners: Float32Array;
}

const FEWEST_ANCHORS = 2;
const MOST_ANCHORS = 6;
/** An anchor competes for a face when its centre is this near, as a part of the face's size. */
const REACH = 0.6;
/** At the least so near, input px: half a cell of the finer grid on the diagonal. */
const SHORTEST_REACH = 12;
/** A prediction that overlaps a face so well is merged with it later and is not punished. */
const TOLERATED_IOU = 0.4;
const BOX_COST = 3;

/**
 * Gives each face the anchors whose present predictions suit it best (after SimOTA, Ge et al. 2021):
 * the pretrained network keeps its habit of which anchor answers for which size.
 * @param predictions [896, 17] of one view, in the network's units
 */
export function assignAnchors(predictions: Float32Array, view: TrainingView): Assignment {
  const n = ANCHORS.length;
  const target = new Float32Array(n);
  const counts = new Float32Array(n).fill(1);
  const boxed = new Float32Array(n);
  const corners = new Float32Array(n * 4);
  for (let i = 0; i < n; i++) corners.set([0, 0, 1, 1], i * 4);
  const boxes = ANCHORS.map((_, i) => predictedBox(predictions, i));
  const costs = new Float32Array(n).fill(Infinity);

  for (const face of view.faces) {
    const candidates = ANCHORS.flatMap((anchor, i) =>
      isNear(anchor.x * BLAZEFACE_INPUT_SIZE, anchor.y * BLAZEFACE_INPUT_SIZE, face)
        ? [{ i, iou: intersectionOverUnion(boxes[i] as Box, face) }]
        : [],
    ).map(({ i, iou }) => ({
      i,
      iou,
      cost: BOX_COST * (1 - iou) + softplus(-logit(predictions, i)),
    }));
    candidates.sort((a, b) => a.cost - b.cost);
    const sum = candidates
      .map(({ iou }) => iou)
      .sort((a, b) => b - a)
      .slice(0, 10)
      .reduce((a, b) => a + b, 0);
    const wanted = Math.min(MOST_ANCHORS, Math.max(FEWEST_ANCHORS, Math.round(sum)));
    for (const { i, cost } of candidates.slice(0, wanted)) {
      if (cost >= (costs[i] as number)) continue;
      costs[i] = cost;
      target[i] = 1;
      boxed[i] = view.boxesDrawn ? 1 : 0;
      corners.set([face.x, face.y, face.x + face.width, face.y + face.height], i * 4);
    }
  }
  for (let i = 0; i < n; i++) {
    if (target[i] === 1) continue;
    const box = boxes[i] as Box;
    const tolerated = view.faces.some((face) => intersectionOverUnion(box, face) > TOLERATED_IOU);
    const isIgnored = view.ignored.some((face) => intersectionOverUnion(box, face) > 0.1);
    if (tolerated || isIgnored) counts[i] = 0;
  }
  return { target, counts, boxed, corners };
}

const STRIDE = 1 + VALUES_PER_ANCHOR;

function logit(predictions: Float32Array, i: number): number {
  return predictions[i * STRIDE] as number;
}

function predictedBox(predictions: Float32Array, i: number): Box {
  const at = i * STRIDE;
  const anchor = ANCHORS[i] as (typeof ANCHORS)[number];
  const width = Math.max(1e-3, predictions[at + 3] as number);
  const height = Math.max(1e-3, predictions[at + 4] as number);
  return {
    x: anchor.x * BLAZEFACE_INPUT_SIZE + (predictions[at + 1] as number) - width / 2,
    y: anchor.y * BLAZEFACE_INPUT_SIZE + (predictions[at + 2] as number) - height / 2,
    width,
    height,
  };
}

function isNear(x: number, y: number, face: Box): boolean {
  const reachX = Math.max(SHORTEST_REACH, face.width * REACH);
  const reachY = Math.max(SHORTEST_REACH, face.height * REACH);
  return (
    Math.abs(x - face.x - face.width / 2) < reachX &&
    Math.abs(y - face.y - face.height / 2) < reachY
  );
}

function softplus(x: number): number {
  return x > 20 ? x : Math.log1p(Math.exp(x));
}
