import { type Box, intersectionOverUnion } from '../../../lib/geometry.ts';
import type { Anchor } from '../../../lib/vision/find/anchors.ts';
import { ANCHOR_STRIDE, STRIDE_8 } from '../../../lib/vision/model/networks/blazeface.ts';
import type { TrainingView, ViewFace } from './views.ts';

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
  /** 1 / longer edge of the face in input pixels where `landmarks` are to be learnt, 0 elsewhere. */
  readonly marked: Float32Array;
  /** x, y of six landmarks in input pixels for each anchor; 0 where they are not known. */
  readonly landmarks: Float32Array;
}

/** Landmark values of an anchor. */
export const LANDMARK_VALUES = 12;

const FEWEST_ANCHORS = 2;
const MOST_ANCHORS = 6;
/** An anchor competes for a face when its centre is this near, as a part of the face's size. */
const REACH_RATIO = 0.6;
/** The least of that distance, as a part of the anchor's cell: half a diagonal, so that each face has an anchor. */
const SHORTEST_REACH_RATIO = 0.75;
/** The head at stride 8 answers for faces whose longer edge has at most this many input px... */
const LARGEST_FINE_FACE_PX = 32;
/** ...the other heads for those with at least this many; between them, both do. */
const SMALLEST_COARSE_FACE_PX = 22;
/** A prediction that overlaps a face by this is merged with it later: it is no mistake. */
const TOLERATED_IOU = 0.4;
/** Nor is one that overlaps by this what may be a face. */
const IGNORED_IOU = 0.1;
const BOX_COST = 3;

/**
 * Gives each face the anchors whose present predictions suit it best (after SimOTA, Ge et al. 2021):
 * the pretrained network keeps its habit of which anchor answers for which size, but for small faces,
 * which are the fine head's.
 * @param predictions [anchors, 17] of one view, in the network's units
 */
export function assignAnchors(
  predictions: Float32Array,
  view: Pick<TrainingView, 'faces' | 'ignored' | 'boxesDrawn'>,
  anchors: readonly Anchor[],
): Assignment {
  const n = anchors.length;
  const target = new Float32Array(n);
  const counts = new Float32Array(n).fill(1);
  const boxed = new Float32Array(n);
  const corners = new Float32Array(n * 4);
  for (let i = 0; i < n; i++) corners.set([0, 0, 1, 1], i * 4);
  const marked = new Float32Array(n);
  const landmarks = new Float32Array(n * LANDMARK_VALUES);
  const boxes = anchors.map((anchor, i) => predictedBox(predictions, anchor, i));
  const costs = new Float32Array(n).fill(Infinity);

  for (const face of view.faces) {
    for (const { i, cost } of bestAnchors(face.box, anchors, boxes, predictions)) {
      if (cost >= (costs[i] as number)) continue;
      costs[i] = cost;
      target[i] = 1;
      boxed[i] = view.boxesDrawn ? 1 : 0;
      const { x, y, width, height } = face.box;
      corners.set([x, y, x + width, y + height], i * 4);
      teachLandmarks(face, i, marked, landmarks);
    }
  }
  for (let i = 0; i < n; i++) {
    if (target[i] === 1) continue;
    const box = boxes[i] as Box;
    const overlaps = (other: Box, iou: number) => intersectionOverUnion(box, other) > iou;
    if (
      view.faces.some((face) => overlaps(face.box, TOLERATED_IOU)) ||
      view.ignored.some((other) => overlaps(other, IGNORED_IOU))
    ) {
      counts[i] = 0;
    }
  }
  return { target, counts, boxed, corners, marked, landmarks };
}

/** The anchors that are to answer for a face, and at what cost. */
function bestAnchors(
  face: Box,
  anchors: readonly Anchor[],
  boxes: readonly Box[],
  predictions: Float32Array,
): { readonly i: number; readonly cost: number }[] {
  const candidates: { i: number; iou: number; cost: number }[] = [];
  anchors.forEach((anchor, i) => {
    if (!answersFor(anchor, face)) return;
    const iou = intersectionOverUnion(boxes[i] as Box, face);
    const cost = BOX_COST * (1 - iou) + softplus(-logit(predictions, i));
    candidates.push({ i, iou, cost });
  });
  candidates.sort((a, b) => a.cost - b.cost);
  const sum = candidates
    .map(({ iou }) => iou)
    .sort((a, b) => b - a)
    .slice(0, 10)
    .reduce((a, b) => a + b, 0);
  const wanted = Math.min(MOST_ANCHORS, Math.max(FEWEST_ANCHORS, Math.round(sum)));
  return candidates.slice(0, wanted);
}

function answersFor({ x, y, stride }: Anchor, face: Box): boolean {
  const reachX = Math.max(SHORTEST_REACH_RATIO * stride, face.width * REACH_RATIO);
  const reachY = Math.max(SHORTEST_REACH_RATIO * stride, face.height * REACH_RATIO);
  if (Math.abs(x - face.x - face.width / 2) >= reachX) return false;
  if (Math.abs(y - face.y - face.height / 2) >= reachY) return false;
  const longer = Math.max(face.width, face.height);
  return stride === STRIDE_8.stride
    ? longer <= LARGEST_FINE_FACE_PX
    : longer >= SMALLEST_COARSE_FACE_PX;
}

function teachLandmarks(
  face: ViewFace,
  i: number,
  marked: Float32Array,
  landmarks: Float32Array,
): void {
  marked[i] = face.landmarks ? 1 / Math.max(face.box.width, face.box.height) : 0;
  face.landmarks?.forEach(({ x, y }, k) => {
    landmarks.set([x, y], i * LANDMARK_VALUES + 2 * k);
  });
}

function logit(predictions: Float32Array, i: number): number {
  return predictions[i * ANCHOR_STRIDE] as number;
}

function predictedBox(predictions: Float32Array, anchor: Anchor, i: number): Box {
  const at = i * ANCHOR_STRIDE;
  const width = Math.max(1e-3, predictions[at + 3] as number);
  const height = Math.max(1e-3, predictions[at + 4] as number);
  return {
    x: anchor.x + (predictions[at + 1] as number) - width / 2,
    y: anchor.y + (predictions[at + 2] as number) - height / 2,
    width,
    height,
  };
}

function softplus(x: number): number {
  return x > 20 ? x : Math.log1p(Math.exp(x));
}
