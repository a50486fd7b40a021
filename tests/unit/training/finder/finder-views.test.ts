import { expect, it } from 'vitest';
import type { Box } from '@/lib/geometry';
import { BLAZEFACE_INPUT_SIZE } from '@/lib/vision/model/networks/blazeface';
import { seededRandom } from '@/scripts/support/random';
import type { MarkedImage } from '@/scripts/training/finder/photographs';
import { randomTrainingView } from '@/scripts/training/finder/views';

const SIZE = { width: 300, height: 200 };
const FACE: Box = { x: 40, y: 50, width: 60, height: 60 };

/** A dark picture with a bright face. */
function marked(): MarkedImage {
  const data = new Uint8Array(SIZE.width * SIZE.height * 3).fill(40);
  for (let y = FACE.y; y < FACE.y + FACE.height; y++) {
    const row = (y * SIZE.width + FACE.x) * 3;
    data.fill(220, row, row + FACE.width * 3);
  }
  return { image: { data, ...SIZE }, faces: [FACE], ignored: [], boxes: 'drawn' };
}

const brightness = (pixels: Float32Array, x: number, y: number) =>
  pixels[(Math.round(y) * BLAZEFACE_INPUT_SIZE + Math.round(x)) * 3 + 1] as number;

it('knows where the face is in every view, however cut, turned and mirrored', async () => {
  const image = marked();
  const heights: number[] = [];
  for (let i = 0; i < 60; i++) {
    const { pixels, faces, ignored } = await randomTrainingView(image, seededRandom(1, i));
    expect(pixels.length).toBe(BLAZEFACE_INPUT_SIZE ** 2 * 3);
    expect(faces.length + ignored.length, `view ${i}`).toBe(1);
    for (const { x, y, width, height } of faces) {
      heights.push(height / BLAZEFACE_INPUT_SIZE);
      const inside = brightness(pixels, x + width / 2, y + height / 2);
      // Turned by up to 12 degrees, a square's corners reach 15% beyond it.
      for (const [dx, dy] of [
        [-0.75, 0],
        [0.75, 0],
        [0, -0.75],
        [0, 0.75],
      ] as const) {
        const [outsideX, outsideY] = [x + width * (0.5 + dx), y + height * (0.5 + dy)];
        const seen = [outsideX, outsideY].every((v) => v >= 0 && v < BLAZEFACE_INPUT_SIZE - 1);
        if (seen)
          expect(inside, `view ${i}`).toBeGreaterThan(brightness(pixels, outsideX, outsideY) + 20);
      }
    }
  }
  // From faces that can hardly be found to portraits.
  expect(Math.min(...heights)).toBeLessThan(0.15);
  expect(Math.max(...heights)).toBeGreaterThan(0.5);
});

it('is the same view for the same chance', async () => {
  const once = await randomTrainingView(marked(), seededRandom(7));
  expect(await randomTrainingView(marked(), seededRandom(7))).toEqual(once);
});

it('never asks for a box that may be a face, nor counts it as wrong', async () => {
  const image = { ...marked(), faces: [], ignored: [FACE] };
  for (let i = 0; i < 20; i++) {
    const { faces, ignored } = await randomTrainingView(image, seededRandom(2, i));
    expect(faces).toEqual([]);
    expect(ignored).toHaveLength(1);
  }
});
