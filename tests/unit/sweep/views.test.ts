import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { CROP_RULE } from '@/scripts/data/crops/crop-rule';
import type { Crop } from '@/scripts/data/crops/crops';
import { PATCH_BYTES } from '@/scripts/data/crops/crops';
import type { DataPhotograph } from '@/scripts/data/photograph';
import { isSeen, pictureOf, VIEWS } from '@/scripts/sweep/views';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

const FILE = fileURLToPath(new URL('../../fixtures/astronaut.jpg', import.meta.url));
const SIZE = 64;
const photograph = { kind: 'labelled', file: FILE, label: 'without_mask' } as DataPhotograph;
/** In the middle of the picture, which is 512 px square. */
const crop = { box: { x: 206, y: 206, width: 100, height: 100 } } as Crop;
const seen = { crop, photograph, patch: () => new Uint8Array(PATCH_BYTES).fill(9) };

const at = (picture: Float32Array, x: number, y: number) => [
  ...picture.subarray((y * SIZE + x) * 3, (y * SIZE + x) * 3 + 3),
];

it('shows the crop, the whole, or all but the crop, and leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  const [cropped, whole, surroundings] = await Promise.all(
    VIEWS.map((view) => pictureOf(view, seen, SIZE)),
  );
  expect(tf.memory().numTensors).toBe(before);
  for (const picture of [cropped, whole, surroundings]) expect(picture).toHaveLength(SIZE ** 2 * 3);
  expect(at(cropped as Float32Array, 32, 32)).toEqual([9, 9, 9]);
  const { fill } = CROP_RULE;
  expect(at(surroundings as Float32Array, 32, 32)).toEqual([fill, fill, fill]);
  expect(at(whole as Float32Array, 32, 32)).not.toEqual([fill, fill, fill]);
  expect(at(surroundings as Float32Array, 5, 5)).toEqual(at(whole as Float32Array, 5, 5));
});

it('shows whole photographs only if they have one label', () => {
  const annotated = { kind: 'annotated' } as DataPhotograph;
  expect(VIEWS.filter((view) => isSeen(view, photograph))).toEqual(VIEWS);
  expect(VIEWS.filter((view) => isSeen(view, annotated))).toEqual(['crop']);
});
