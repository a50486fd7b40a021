import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intersectionOverUnion, scaleBox } from '@/lib/geometry';
import { detect, openDetector } from '@/lib/vision/detector';
import type { Detector } from '@/lib/vision/detector-types';
import { FINDER_SIZES } from '@/lib/vision/find/sizes';
import { disposeModels, loadModels } from '@/lib/vision/model/models';
import { openNetworks } from '@/lib/vision/steps';
import { readPhotograph } from '@/scripts/data/read-photograph';
import { modelsFolder } from '@/scripts/support/published-models';
import { FIXTURE_FACES } from '../../harness/fixture-faces';
import { useWasm } from '../../support/wasm';

const PUBLISHED = modelsFolder('public/models');
/** The face in the portrait, which is 512 px wide. Measured by hand. */
const FACE = { x: 172, y: 62, width: 106, height: 140 };

const ASTRONAUT = (FIXTURE_FACES[0] as (typeof FIXTURE_FACES)[number]).marks;

let detector: Detector;
beforeAll(async () => {
  await useWasm();
  detector = await openDetector(PUBLISHED);
});
afterAll(() => detector?.dispose());

describe('the published models', () => {
  it('find one bare face in a portrait', async () => {
    const { frame } = await readPhotograph('tests/fixtures/astronaut.jpg');
    const { faces, frame: size, times } = await detector.detect(frame);
    expect(size).toEqual({ width: frame.width, height: frame.height });
    expect(faces.length).toBe(1);
    const [face] = faces;
    expect(face?.label).toBe('without_mask');
    expect(intersectionOverUnion(face?.box ?? FACE, FACE)).toBeGreaterThan(0.3);
    // Eyes and nose, which give the angle of a face.
    const marks = [...ASTRONAUT.eyes, ASTRONAUT.noseTip];
    for (const [i, { x, y }] of marks.entries()) {
      const found = face?.landmarks?.[i];
      const distance = Math.hypot((found?.x ?? 0) - x, (found?.y ?? 0) - y);
      expect(distance / ASTRONAUT.box.width).toBeLessThan(0.2);
    }
    for (const ms of Object.values(times)) expect(ms).toBeGreaterThan(0);
    const total = Object.values(face?.scores ?? {}).reduce((a, b) => a + b, 0);
    expect(total).toBeCloseTo(1, 4);
  });

  it.each(FINDER_SIZES)(
    'find it at the %s size too, in a wide and in a high frame',
    async (size) => {
      const networks = openNetworks(await loadModels(PUBLISHED), { wholeSize: size });
      for (const [width, height] of [
        [800, 450],
        [450, 800],
      ] as const) {
        const picture = sharp('tests/fixtures/astronaut.jpg').resize(400, 400).ensureAlpha();
        const { data } = await picture
          .extend({ right: width - 400, bottom: height - 400, background: '#607080' })
          .raw()
          .toBuffer({ resolveWithObject: true });
        const { faces } = await detect(networks, { data: new Uint8Array(data), width, height });
        expect(faces.length).toBe(1);
        expect(
          intersectionOverUnion(faces[0]?.box ?? FACE, scaleBox(FACE, 400 / 512)),
        ).toBeGreaterThan(0.3);
      }
      disposeModels(networks.models);
    },
  );

  it.each([100, 224])('find a face that is cropped tightly, %i px wide', async (edge) => {
    const { box } = ASTRONAUT;
    const cut = { left: box.x, top: box.y, width: box.width, height: box.height };
    const picture = sharp('tests/fixtures/astronaut.jpg').extract(cut).resize(edge).png();
    const { frame } = await readPhotograph(await picture.toBuffer());
    const { faces } = await detector.detect(frame, { search: 'zoomed' });
    expect(faces.map(({ label }) => label)).toEqual(['without_mask']);
  });

  it('find nobody on a grey wall', async () => {
    const data = new Uint8Array(320 * 240 * 4).fill(128);
    expect((await detector.detect({ data, width: 320, height: 240 })).faces).toEqual([]);
  });

  it('leave no tensor behind', async () => {
    const { frame } = await readPhotograph('tests/fixtures/astronaut.jpg');
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) await detector.detect(frame);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('take a clamped array as a canvas gives it, and refuse an empty frame', async () => {
    const data = new Uint8ClampedArray(8 * 8 * 4);
    expect((await detector.detect({ data, width: 8, height: 8 })).faces).toEqual([]);
    await expect(detector.detect({ data, width: 0, height: 8 })).rejects.toMatchObject({
      code: 'image-empty',
    });
  });
});

describe('openDetector', () => {
  it('names a model that is missing, broken or cut short', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'models-'));
    try {
      await expect(openDetector(modelsFolder(folder))).rejects.toMatchObject({
        code: 'model-missing',
      });
      await cp('public/models', folder, { recursive: true });
      const manifest = path.join(folder, 'face-finder/manifest.json');
      const good = await readFile(manifest, 'utf8');
      await writeFile(manifest, good.replace('"iouThreshold": 0.3', '"iouThreshold": 3'));
      await expect(openDetector(modelsFolder(folder))).rejects.toMatchObject({
        code: 'model-invalid',
        message: expect.stringContaining('iouThreshold'),
      });
      await writeFile(manifest, good);
      const weights = path.join(folder, 'mask-classifier/weights.bin');
      await writeFile(weights, (await readFile(weights)).subarray(1));
      await expect(openDetector(modelsFolder(folder))).rejects.toMatchObject({
        code: 'model-invalid',
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
