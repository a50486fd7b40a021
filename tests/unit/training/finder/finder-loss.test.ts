import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Box, boxCentre } from '@/lib/geometry';
import { ANCHORS } from '@/lib/vision/find/anchors';
import { BLAZEFACE_INPUT_SIZE, VALUES_PER_ANCHOR } from '@/lib/vision/model/networks/blazeface';
import { type Assignment, assignAnchors } from '@/scripts/training/finder/assign';
import { finderLoss } from '@/scripts/training/finder/loss';
import type { TrainingView } from '@/scripts/training/finder/views';
import { useWasm } from '../../../support/wasm';

const STRIDE = 1 + VALUES_PER_ANCHOR;
const FACE: Box = { x: 60, y: 90, width: 40, height: 50 };

/** What a network says that sees in each anchor a box of its own, all equally likely. */
function predictions(logit = 0, size = 40): Float32Array {
  const values = new Float32Array(ANCHORS.length * STRIDE);
  for (let i = 0; i < ANCHORS.length; i++) values.set([logit, 0, 0, size, size], i * STRIDE);
  return values;
}

/** Makes an anchor predict a box. */
function predict(values: Float32Array, i: number, box: Box, logit: number): void {
  const anchor = ANCHORS[i] as (typeof ANCHORS)[number];
  const { x, y } = boxCentre(box);
  const shift = [x - anchor.x * BLAZEFACE_INPUT_SIZE, y - anchor.y * BLAZEFACE_INPUT_SIZE];
  values.set([logit, ...shift, box.width, box.height], i * STRIDE);
}

function view(faces: readonly Box[], rest: Partial<TrainingView> = {}): TrainingView {
  return { pixels: new Float32Array(0), faces, ignored: [], boxesDrawn: true, ...rest };
}

const chosen = ({ target }: Assignment) => [...target.keys()].filter((i) => target[i] === 1);

describe('assignAnchors', () => {
  it('gives a face two to six anchors near its middle, with its corners to learn', () => {
    const assignment = assignAnchors(predictions(), view([FACE]));
    const anchors = chosen(assignment);
    expect(anchors.length).toBeGreaterThanOrEqual(2);
    expect(anchors.length).toBeLessThanOrEqual(6);
    for (const i of anchors) {
      const { x, y } = ANCHORS[i] as (typeof ANCHORS)[number];
      expect(Math.abs(x * BLAZEFACE_INPUT_SIZE - 80)).toBeLessThan(24);
      expect(Math.abs(y * BLAZEFACE_INPUT_SIZE - 115)).toBeLessThan(30);
      expect([...assignment.corners.slice(4 * i, 4 * i + 4)]).toEqual([60, 90, 100, 140]);
      expect(assignment.boxed[i]).toBe(1);
    }
  });

  it('prefers the anchor that sees the face already', () => {
    const values = predictions();
    const near = ANCHORS.findIndex(
      ({ x, y }) => Math.abs(x - 0.28) < 0.03 && Math.abs(y - 0.47) < 0.03,
    );
    predict(values, near, FACE, 3);
    expect(chosen(assignAnchors(values, view([FACE])))).toContain(near);
  });

  it('punishes neither a second good box nor what is seen of a face that is cut off', () => {
    const values = predictions(-5, 4);
    const far = ANCHORS.length - 1;
    predict(values, far, FACE, 4);
    expect(assignAnchors(values, view([FACE])).counts[far]).toBe(0);
    expect(assignAnchors(values, view([])).counts[far]).toBe(1);
    const cut = assignAnchors(values, view([], { ignored: [FACE] }));
    expect([cut.target[far], cut.counts[far]]).toEqual([0, 0]);
  });

  it('learns no edges from boxes that nobody drew', () => {
    const { boxed, target } = assignAnchors(predictions(), view([FACE], { boxesDrawn: false }));
    expect(target.some((value) => value === 1)).toBe(true);
    expect(boxed.every((value) => value === 0)).toBe(true);
  });
});

describe('finderLoss', () => {
  beforeAll(useWasm);

  const lossOf = async (values: Float32Array, assignment: Assignment) => {
    const loss = tf.tidy(() =>
      finderLoss(tf.tensor3d(values, [1, ANCHORS.length, STRIDE]), [assignment]),
    );
    const [value] = await loss.data();
    loss.dispose();
    return value as number;
  };

  it('is nothing for what is right, in photographs with and without faces', async () => {
    const right = predictions(-12);
    const assignment = assignAnchors(predictions(), view([FACE]));
    for (const i of chosen(assignment)) predict(right, i, FACE, 12);
    expect(await lossOf(right, assignment)).toBeLessThan(1e-3);
    expect(await lossOf(predictions(-12), assignAnchors(predictions(-12), view([])))).toBeLessThan(
      1e-3,
    );
  });

  it('grows by one and a half times what generalised IoU says of a box', async () => {
    const values = predictions(-12);
    const assignment = assignAnchors(predictions(), view([FACE]));
    const anchors = chosen(assignment);
    // Beside the face, as large, a gap of its width between: no overlap, a third of the hull empty.
    for (const i of anchors) predict(values, i, { ...FACE, x: FACE.x + 2 * FACE.width }, 12);
    expect(await lossOf(values, assignment)).toBeCloseTo(1.5 * (1 + 1 / 3), 3);
  });

  it('falls when the network follows its gradient', async () => {
    const assignment = assignAnchors(predictions(), view([FACE]));
    const start = predictions();
    const output = tf.tensor3d(start, [1, ANCHORS.length, STRIDE]);
    const gradient = tf.grad((x: tf.Tensor) => finderLoss(x as tf.Tensor3D, [assignment]))(output);
    const steps = await gradient.data();
    tf.dispose([output, gradient]);
    const moved = start.map((value, k) => value - 0.1 * (steps[k] as number));
    expect(await lossOf(moved, assignment)).toBeLessThan(await lossOf(start, assignment));
  });
});
