import { cp } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { MaskGateError } from '@/lib/errors';
import { CLASS_LABELS } from '@/lib/vision/labels';
import { maskClassifierManifest } from '@/lib/vision/model/manifest';
import { formatPrediction, parsePredictOptions, predict } from '@/scripts/predict';
import { FACE_RESNET } from '@/scripts/training/backbones/face-resnet';
import { newClassifier } from '@/scripts/training/network';
import { outputsOf } from '@/scripts/training/outputs';
import {
  FACE_RESNET_NORMALIZATION,
  FACE_RESNET_ORIGIN,
} from '@/scripts/training/pretrained/face-resnet';
import { encodeWeights, swapInModel } from '@/scripts/training/publish/model-writer';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

beforeAll(useWasm);

const PHOTO = 'tests/fixtures/astronaut.jpg';

/** A models folder with the site's finder and an untrained classifier. */
async function modelsWithClassifier(): Promise<string> {
  const models = await temporaryFolder();
  await cp('public/models/face-finder', path.join(models, 'face-finder'), { recursive: true });
  const variables = await newClassifier({ backbone: FACE_RESNET, classes: CLASS_LABELS }, 1, {
    cache: '',
  });
  const { file, entry } = await encodeWeights(variables, 'mixed');
  tf.dispose(Object.values(variables));
  const manifest = maskClassifierManifest.parse({
    formatVersion: 1,
    createdAt: new Date().toISOString(),
    task: 'mask-classifier',
    network: 'face-resnet',
    inputSize: 150,
    normalization: FACE_RESNET_NORMALIZATION,
    labels: outputsOf(CLASS_LABELS),
    crop: { sideRatio: 1.4, fill: 127 },
    temperature: 1,
    thresholds: { sure: 0.5, isFace: 0.5 },
    origin: FACE_RESNET_ORIGIN,
    weights: entry,
  });
  await swapInModel(path.join(models, 'mask-classifier'), manifest, file);
  return models;
}

describe('predict', () => {
  it('judges the largest face, or the one in the box', async () => {
    const models = await modelsWithClassifier();
    const found = await predict(parsePredictOptions([PHOTO, '--models', models]));
    expect(found.faceScore).toBeGreaterThan(0.5);
    expect(found.box.x).toBeGreaterThan(150);
    expect(found.box.x + found.box.width).toBeLessThan(300);
    expect(found.classes.map(({ label }) => label).sort()).toEqual([...CLASS_LABELS].sort());
    const probabilities = found.classes.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 4);

    const { x, y, width, height } = found.box;
    const box = `--box=${x},${y},${width},${height}`;
    const given = await predict(
      parsePredictOptions([PHOTO, box, '--top', '2', '--models', models]),
    );
    expect(given.faceScore).toBeUndefined();
    expect(given.classes).toHaveLength(2);
    expect(given.classes[0]?.probability).toBeCloseTo(probabilities[0] as number, 4);
    expect(formatPrediction(given)).toMatch(/px \(given\)\n\w+ +\d+\.\d%\n\w+ +\d+\.\d%$/);
  });

  it('says that there is no face, no model, no picture', async () => {
    const models = await modelsWithClassifier();
    const none = 'public/models/face-finder/weights.bin';
    await expect(predict({ photo: none, top: 1, models })).rejects.toMatchObject({
      code: 'not-an-image',
    });
    const missing = predict({ photo: PHOTO, top: 1, models: 'tests' });
    await expect(missing).rejects.toThrow(MaskGateError);
    await expect(missing).rejects.toThrow('npm run train');
    const sky = path.join(models, 'sky.png');
    await (await import('sharp'))
      .default({ create: { width: 64, height: 64, channels: 3, background: '#8ac' } })
      .toFile(sky);
    await expect(predict({ photo: sky, top: 1, models })).rejects.toThrow('No face was found');
  });
});

describe('parsePredictOptions', () => {
  it('takes the photograph first or by its flag', () => {
    expect(parsePredictOptions(['a.jpg', '--top', '2'])).toMatchObject({ photo: 'a.jpg', top: 2 });
    expect(parsePredictOptions(['--top', '2', '--photo', 'a.jpg'])).toMatchObject({ top: 2 });
    expect(parsePredictOptions(['a.jpg', '--box', '1, 2,3,4.5']).box).toEqual({
      x: 1,
      y: 2,
      width: 3,
      height: 4.5,
    });
  });

  it.each([
    [[], /photo/],
    [['a.jpg', '--top', '0'], /top/],
    [['a.jpg', '--top', '9'], /top/],
    [['a.jpg', '--box', '1,2,3'], /box/],
    [['a.jpg', '--box', '1,2,,4'], /box/],
    [['a.jpg', '--box', '1,2,0,4'], /box/],
    [['a.jpg', '--fast'], /--fast/],
    [['a.jpg', 'b.jpg'], /b\.jpg/],
  ])('refuses %j', (args, message) => {
    expect(() => parsePredictOptions(args)).toThrow(message);
  });
});
