import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Size } from '@/lib/geometry';
import type { JudgedFace } from '@/lib/vision/detector-types';
import { rgbaPlanes } from '@/lib/vision/frame/frame-planes';
import { frameSize } from '@/lib/vision/frame/regions';
import { lookAgain, needsAnotherLook } from '@/lib/vision/look-again';
import { useWasm } from '../../support/wasm';

/** Large enough for tiles. */
const SIZE = { width: 200, height: 150 };
const frame = blank(SIZE);

/** Lower than a fifth of the frame's longer edge, 40 px. */
const SMALL = { width: 12, height: 14 };
const LARGE = { width: 40, height: 48 };

function face(
  label: JudgedFace['label'],
  faceScore: number,
  x: number,
  y: number,
  size: Size = LARGE,
): JudgedFace {
  const scores = { with_mask: 0.3, without_mask: 0.5, incorrect_mask: 0.1, background: 0.1 };
  const box = { x, y, ...size };
  return {
    box,
    faceScore,
    isFace: 0.9,
    label,
    confidence: 0.9,
    scores,
    landmarks: [{ x: x + 5, y: y + 9 }],
  };
}

function blank(size: Size) {
  return rgbaPlanes(new Uint8Array(size.width * size.height * 4), size);
}

/**
 * In place of the networks: the faces of each look, upright first, then turned by 90, 180 and 270
 * degrees, then tilted by 45 to each side. It leaves out how well real networks see turned faces:
 * `npm run evaluate -- --tilt` measures that.
 */
function looks(...seen: readonly (readonly JudgedFace[])[]) {
  const sizes: unknown[] = [];
  const look = async (turned: typeof frame) => {
    sizes.push(frameSize(turned));
    return seen[sizes.length - 1] ?? [];
  };
  return { look: look as Parameters<typeof lookAgain>[3], sizes };
}

describe('needsAnotherLook', () => {
  const small = face('with_mask', 0.5, 40, 0, SMALL);

  it('is true for no face and for unsure faces only', () => {
    expect(needsAnotherLook([], SIZE)).toBe(true);
    expect(needsAnotherLook([face('unsure', 0.9, 0, 0, SMALL)], SIZE)).toBe(true);
    expect(needsAnotherLook([face('unsure', 0.9, 0, 0, SMALL), small], SIZE)).toBe(false);
    expect(needsAnotherLook([{ ...small, isFace: 0.4 }], SIZE)).toBe(true);
  });

  it('is true for a large face, however certain', () => {
    expect(needsAnotherLook([small, face('with_mask', 0.9, 0, 0)], SIZE)).toBe(true);
  });
});

describe('lookAgain', () => {
  beforeAll(useWasm);

  it('looks at the upright frame, at three turned ones and at two tilted ones', async () => {
    const { look, sizes } = looks();
    expect(await lookAgain(frame, SIZE, [], look)).toEqual([]);
    const upended = { width: SIZE.height, height: SIZE.width };
    // As wide as the frame's diagonal.
    const square = { width: 250, height: 250 };
    expect(sizes).toEqual([SIZE, upended, SIZE, upended, square, square]);
  });

  it('looks at a frame too small for tiles at turned and tilted ones alone', async () => {
    const { look, sizes } = looks();
    const small = { width: 80, height: 60 };
    await lookAgain(blank(small), small, [], look);
    const upended = { width: 60, height: 80 };
    const square = { width: 100, height: 100 };
    expect(sizes).toEqual([upended, small, upended, square, square]);
  });

  it('turns boxes and landmarks back to the frame', async () => {
    const { look } = looks([], [face('without_mask', 0.8, 10, 50)]);
    const [found] = await lookAgain(frame, SIZE, [], look);
    expect(found?.box).toEqual({ x: 50, y: 100, width: 48, height: 40 });
    expect(found?.landmarks).toEqual([{ x: 59, y: 135 }]);
    expect(found?.label).toBe('without_mask');
  });

  it('turns what a tilted frame shows back as well, and leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    // In the middle of the square, so in the middle of the frame.
    const { look } = looks([], [], [], [], [face('with_mask', 0.8, 105, 101)]);
    const [found] = await lookAgain(frame, SIZE, [], look);
    const { x, y, width, height } = (found as JudgedFace).box;
    expect([x + width / 2, y + height / 2]).toEqual([100, 75]);
    expect(width * height).toBeCloseTo(LARGE.width * LARGE.height);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('takes the look that both networks are surest of, one face per place', async () => {
    const doubt = face('unsure', 0.4, 30, 20);
    // The same place upside down, and another face elsewhere.
    const { look } = looks(
      [],
      [],
      [face('without_mask', 0.9, 130, 80), face('with_mask', 0.5, 20, 0)],
    );
    const found = await lookAgain(frame, SIZE, [doubt], look);
    expect(found.map(({ label, faceScore }) => [label, faceScore])).toEqual([
      ['without_mask', 0.9],
      ['with_mask', 0.5],
    ]);
  });

  it('keeps an unsure face if the second look is no surer', async () => {
    const doubt = face('unsure', 0.4, 30, 20);
    const { look } = looks([], [face('unsure', 0.95, 10, 30)]);
    expect(await lookAgain(frame, SIZE, [doubt], look)).toEqual([doubt]);
  });

  it('prefers an upright judgement to a certain one upside down', async () => {
    const hanging = face('with_mask', 0.6, 30, 20);
    const { look } = looks([], [], [{ ...face('without_mask', 0.8, 130, 80), confidence: 0.95 }]);
    const found = await lookAgain(frame, SIZE, [hanging], look);
    expect(found.map(({ label }) => label)).toEqual(['without_mask']);
  });

  it('takes no small face from a turned frame if the first look was certain', async () => {
    const first = face('with_mask', 0.9, 0, 0);
    const { look } = looks([], [], [face('without_mask', 0.99, 10, 10, SMALL)]);
    expect(await lookAgain(frame, SIZE, [first], look)).toEqual([first]);
  });
});
