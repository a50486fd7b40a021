import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Box, boxCentre } from '@/lib/geometry';
import { type Anchor, anchorsOf } from '@/lib/vision/find/anchors';
import { ANCHOR_STRIDE, ORIGINAL_HEADS, STRIDE_8 } from '@/lib/vision/model/networks/blazeface';
import { type Assignment, assignAnchors } from '@/scripts/training/finder/assign';
import { finderLoss } from '@/scripts/training/finder/loss';
import type { TrainingView, ViewFace } from '@/scripts/training/finder/views';
import { useWasm } from '../../../support/wasm';

const SHAPE = { width: 256, height: 192 };
const ANCHORS = anchorsOf(SHAPE, [...ORIGINAL_HEADS, STRIDE_8]);
const FACE: Box = { x: 60, y: 90, width: 40, height: 50 };
const SMALL: Box = { x: 101, y: 57, width: 12, height: 15 };

/** Predictions with a square box at each anchor, all with the same logit. */
function predictions(logit = 0, size = 40): Float32Array {
  const values = new Float32Array(ANCHORS.length * ANCHOR_STRIDE);
  for (let i = 0; i < ANCHORS.length; i++) values.set([logit, 0, 0, size, size], i * ANCHOR_STRIDE);
  return values;
}

/** Makes an anchor predict a box. */
function predict(values: Float32Array, i: number, box: Box, logit: number): void {
  const anchor = ANCHORS[i] as Anchor;
  const { x, y } = boxCentre(box);
  values.set([logit, x - anchor.x, y - anchor.y, box.width, box.height], i * ANCHOR_STRIDE);
}

type Faces = Pick<TrainingView, 'faces' | 'ignored' | 'boxesDrawn'>;
function view(boxes: readonly Box[], rest: Partial<Faces> = {}): Faces {
  const faces = boxes.map((box): ViewFace => ({ box, landmarks: null }));
  return { faces, ignored: [], boxesDrawn: true, ...rest };
}

const assign = (values: Float32Array, faces: Faces) => assignAnchors(values, faces, ANCHORS);
const chosen = ({ target }: Assignment) => [...target.keys()].filter((i) => target[i] === 1);

describe('assignAnchors', () => {
  it('gives a face 2 to 6 anchors near its middle, with its corners as targets', () => {
    const assignment = assign(predictions(), view([FACE]));
    const anchors = chosen(assignment);
    expect(anchors.length).toBeGreaterThanOrEqual(2);
    expect(anchors.length).toBeLessThanOrEqual(6);
    for (const i of anchors) {
      const { x, y, stride } = ANCHORS[i] as Anchor;
      expect(Math.abs(x - 80)).toBeLessThanOrEqual(24);
      expect(Math.abs(y - 115)).toBeLessThanOrEqual(30);
      expect(stride).toBeGreaterThan(8);
      expect([...assignment.corners.slice(4 * i, 4 * i + 4)]).toEqual([60, 90, 100, 140]);
      expect(assignment.boxed[i]).toBe(1);
    }
  });

  it('gives a small face to the fine head only, a medium one to the best head', () => {
    const stridesFor = (box: Box) => {
      const values = predictions(0, box.width);
      return new Set(chosen(assign(values, view([box]))).map((i) => ANCHORS[i]?.stride));
    };
    expect([...stridesFor(SMALL)]).toEqual([8]);
    const between = { ...SMALL, width: 26, height: 26 };
    const values = predictions();
    const coarse = ANCHORS.findIndex(
      ({ x, y, stride }) => stride === 16 && Math.hypot(x - 114, y - 70) < 12,
    );
    predict(values, coarse, between, 3);
    expect(chosen(assign(values, view([between])))).toContain(coarse);
  });

  it('prefers the anchor that already predicts the face', () => {
    const values = predictions();
    const near = ANCHORS.findIndex(
      ({ x, y, stride }) => stride === 16 && Math.abs(x - 72) < 8 && Math.abs(y - 120) < 8,
    );
    predict(values, near, FACE, 3);
    expect(chosen(assign(values, view([FACE])))).toContain(near);
  });

  it('penalises neither a second good box nor a box on a face that is cut off', () => {
    const values = predictions(-5, 4);
    const far = ANCHORS.length - 1;
    predict(values, far, FACE, 4);
    expect(assign(values, view([FACE])).counts[far]).toBe(0);
    expect(assign(values, view([])).counts[far]).toBe(1);
    const cut = assign(values, view([], { ignored: [FACE] }));
    expect([cut.target[far], cut.counts[far]]).toEqual([0, 0]);
  });

  it('learns no edges from boxes that nobody drew, and no unknown landmarks', () => {
    const { boxed, target, marked } = assign(predictions(), view([FACE], { boxesDrawn: false }));
    expect(target.some((value) => value === 1)).toBe(true);
    expect(boxed.every((value) => value === 0)).toBe(true);
    expect(marked.every((value) => value === 0)).toBe(true);
  });
});

describe('finderLoss', () => {
  beforeAll(useWasm);

  const lossOf = async (values: Float32Array, assignment: Assignment) => {
    const loss = tf.tidy(() =>
      finderLoss(tf.tensor3d(values, [1, ANCHORS.length, ANCHOR_STRIDE]), [assignment], ANCHORS),
    );
    const [value] = await loss.data();
    loss.dispose();
    return value as number;
  };

  it('is near 0 for right predictions, in photographs with and without faces', async () => {
    const right = predictions(-12);
    const assignment = assign(predictions(), view([FACE]));
    for (const i of chosen(assignment)) predict(right, i, FACE, 12);
    expect(await lossOf(right, assignment)).toBeLessThan(1e-3);
    const nobody = predictions(-12);
    expect(await lossOf(nobody, assign(nobody, view([])))).toBeLessThan(1e-2);
  });

  it('grows by 1.5 times the generalised IoU loss of a box', async () => {
    const values = predictions(-12);
    const assignment = assign(predictions(), view([FACE]));
    // Of the same size, with a gap of its width: no overlap, and a third of the hull is empty.
    const beside = { ...FACE, x: FACE.x + 2 * FACE.width };
    for (const i of chosen(assignment)) predict(values, i, beside, 12);
    expect(await lossOf(values, assignment)).toBeCloseTo(1.5 * (1 + 1 / 3), 3);
  });

  it('grows by the error of the landmarks, in longer edges of the face', async () => {
    const values = predictions(-12);
    const landmarks = [1, 2, 3, 4, 5, 6].map((k) => ({ x: 60 + 5 * k, y: 90 + 7 * k }));
    const faces = [{ box: FACE, landmarks }];
    const assignment = assign(predictions(), { faces, ignored: [], boxesDrawn: true });
    const off = 10;
    for (const i of chosen(assignment)) {
      predict(values, i, FACE, 12);
      const anchor = ANCHORS[i] as Anchor;
      const wrong = landmarks.flatMap(({ x, y }) => [x - anchor.x + off, y - anchor.y - off]);
      values.set(wrong, i * ANCHOR_STRIDE + 5);
    }
    expect(await lossOf(values, assignment)).toBeCloseTo(off / FACE.height, 3);
  });

  it('falls when the network follows its gradient', async () => {
    const assignment = assign(predictions(), view([FACE, SMALL]));
    const start = predictions();
    const output = tf.tensor3d(start, [1, ANCHORS.length, ANCHOR_STRIDE]);
    const loss = (x: tf.Tensor) => finderLoss(x as tf.Tensor3D, [assignment], ANCHORS);
    const gradient = tf.grad(loss)(output);
    const steps = await gradient.data();
    tf.dispose([output, gradient]);
    const moved = start.map((value, k) => value - 0.1 * (steps[k] as number));
    expect(await lossOf(moved, assignment)).toBeLessThan(await lossOf(start, assignment));
  });
});
