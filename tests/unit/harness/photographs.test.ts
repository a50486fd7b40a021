import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { clipToFrame } from '../../../lib/geometry.ts';
import { CAMERA_FRAME, composeFrame } from '../../harness/fake-camera.ts';
import {
  barePhotographs,
  incorrectPhotographs,
  maskedPhotographs,
  type Photograph,
} from '../../harness/photographs.ts';
import { REAL_PHOTOGRAPHS_MISSING, realPhotographs } from '../../harness/real-photographs.ts';

/** Loads a photograph and checks its declared size and box. */
async function check(photograph: Photograph): Promise<void> {
  const { width, height } = await sharp(await photograph.load()).metadata();
  expect({ width, height }, photograph.name).toEqual({
    width: photograph.width,
    height: photograph.height,
  });
  expect(clipToFrame(photograph.box, photograph), photograph.name).toEqual(photograph.box);
}

describe('the photographs', () => {
  it('have the declared size, with the face inside', async () => {
    for (const photograph of [...barePhotographs(), ...maskedPhotographs()]) {
      await check(photograph);
    }
  });

  it('have unique names', () => {
    const all = [...barePhotographs(), ...maskedPhotographs(), ...incorrectPhotographs()];
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  it.skipIf(REAL_PHOTOGRAPHS_MISSING)('of ../shared, if present, are valid too', async () => {
    const real = realPhotographs(10);
    expect(real.map(({ label }) => label)).toEqual([
      ...Array(10).fill('with_mask'),
      ...Array(10).fill('without_mask'),
    ]);
    for (const photograph of real) await check(photograph);
  });
});

describe('composeFrame', () => {
  it('letterboxes the picture and returns the new box of the face', async () => {
    const square: Photograph = {
      name: 'square',
      label: 'without_mask',
      width: 360,
      height: 360,
      box: { x: 90, y: 60, width: 100, height: 120 },
      load: () =>
        sharp({ create: { width: 360, height: 360, channels: 3, background: '#f00' } })
          .png()
          .toBuffer(),
    };
    const { jpeg, box } = await composeFrame(square, 0);
    expect(box).toEqual({ x: 280 + 180, y: 120, width: 200, height: 240 });
    expect(await sharp(jpeg).metadata()).toMatchObject({ format: 'jpeg', ...CAMERA_FRAME });
  });

  it('has no face in an empty room', async () => {
    expect((await composeFrame(null, 1)).box).toBeNull();
  });
});
