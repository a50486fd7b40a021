import { expect, it } from 'vitest';
import type { Box, Size } from '@/lib/geometry';
import { seededRandom } from '@/scripts/support/random';
import type { MarkedImage } from '@/scripts/training/finder/photographs';
import { ALL_SHAPES } from '@/scripts/training/finder/shapes';
import { toViewLandmarks } from '@/scripts/training/finder/view-pixels';
import { randomTrainingView } from '@/scripts/training/finder/views';

const SIZE = { width: 300, height: 200 };
const FACE: Box = { x: 40, y: 50, width: 60, height: 60 };
/** The place of all landmarks, away from the face's middle. */
const MARK = { x: 58, y: 70 };
const MARK_RADIUS = 6;

/** A dark picture with a bright, round face, which has a dark mark. */
function marked(): MarkedImage {
  const data = new Uint8Array(SIZE.width * SIZE.height * 3).fill(40);
  const [middleX, middleY] = [FACE.x + FACE.width / 2, FACE.y + FACE.height / 2];
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const isFace = Math.hypot(x + 0.5 - middleX, y + 0.5 - middleY) < FACE.width / 2;
      const isMark = Math.hypot(x + 0.5 - MARK.x, y + 0.5 - MARK.y) < MARK_RADIUS;
      if (isFace && !isMark) data.fill(220, (y * SIZE.width + x) * 3, (y * SIZE.width + x) * 3 + 3);
    }
  }
  const faces = [{ box: FACE, landmarks: Array.from({ length: 6 }, () => MARK) }];
  return { image: { data, ...SIZE }, faces, ignored: [], boxes: 'drawn' };
}

const shapeOf = (i: number) => ALL_SHAPES[i % ALL_SHAPES.length] as Size;

it('knows where the face is in every cut, turned, squeezed or mirrored view', async () => {
  const image = marked();
  const sizes: number[] = [];
  const turns = new Set<string>();
  for (let i = 0; i < 120; i++) {
    const shape = shapeOf(i);
    const { pixels, faces, ignored } = await randomTrainingView(image, shape, seededRandom(1, i));
    expect(pixels.length).toBe(shape.width * shape.height * 3);
    expect(faces.length + ignored.length, `view ${i}`).toBeLessThanOrEqual(1);
    for (const { box, landmarks } of faces) {
      const { x, y, width, height } = box;
      const [centreX, centreY] = [x + width / 2, y + height / 2];
      const longer = Math.max(width, height);
      sizes.push(longer / Math.max(shape.width, shape.height));
      const isSeen = (atX: number, atY: number) =>
        atX >= 0 && atY >= 0 && atX < shape.width - 1 && atY < shape.height - 1;
      const brightness = (atX: number, atY: number) =>
        pixels[(Math.round(atY) * shape.width + Math.round(atX)) * 3 + 1] as number;
      if (longer < 12 || !isSeen(centreX, centreY)) continue;
      const inside = brightness(centreX, centreY);
      // A turned circle stays a circle. A squeezed circle is an upright ellipse.
      const around = [-0.7, 0.7].flatMap((part) => [
        [centreX + part * width, centreY],
        [centreX, centreY + part * height],
      ]) as [number, number][];
      for (const [atX, atY] of around) {
        if (isSeen(atX, atY))
          expect(inside, `view ${i}`).toBeGreaterThan(brightness(atX, atY) + 20);
      }
      const mark = landmarks?.[0] ?? { x: Number.NaN, y: Number.NaN };
      if (Math.min(width, height) < 40 || !isSeen(mark.x, mark.y)) continue;
      expect(inside, `mark of view ${i}`).toBeGreaterThan(brightness(mark.x, mark.y) + 20);
      turns.add(`${mark.x > centreX} ${mark.y > centreY}`);
    }
  }
  // From hardly visible faces to faces that fill the view, turned and mirrored in every way.
  expect(Math.min(...sizes)).toBeLessThan(0.08);
  expect(Math.max(...sizes)).toBeGreaterThan(0.75);
  expect(turns.size).toBe(4);
}, 120_000);

it('also shows places without a face', async () => {
  const views = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      randomTrainingView(marked(), shapeOf(i), seededRandom(5, i)),
    ),
  );
  const empty = views.filter(({ faces, ignored }) => faces.length + ignored.length === 0).length;
  expect(empty).toBeGreaterThan(0);
  expect(empty).toBeLessThan(15);
}, 60_000);

it('is the same view for the same seed', async () => {
  const once = await randomTrainingView(marked(), shapeOf(0), seededRandom(7));
  expect(await randomTrainingView(marked(), shapeOf(0), seededRandom(7))).toEqual(once);
});

it('neither asks for a box that may be a face nor counts it as wrong', async () => {
  const image = { ...marked(), faces: [], ignored: [FACE] };
  for (let i = 0; i < 20; i++) {
    const { faces, ignored } = await randomTrainingView(image, shapeOf(i), seededRandom(2, i));
    expect(faces).toEqual([]);
    expect(ignored).toHaveLength(1);
  }
});

it('swaps left and right eyes and ears in a mirrored view', () => {
  const landmarks = [1, 2, 3, 4, 5, 6].map((x) => ({ x, y: 0 }));
  const view = { centreX: 5, centreY: 0, width: 10, height: 10, angle: 0 };
  const size = { width: 10, height: 10 };
  const xs = (flip: boolean) =>
    toViewLandmarks(landmarks, { ...view, flip }, size).map(({ x }) => x);
  expect(xs(false)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(xs(true)).toEqual([8, 9, 7, 6, 4, 5]);
});
