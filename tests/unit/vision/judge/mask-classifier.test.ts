import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Search } from '@/lib/vision/detector-types';
import type { Answer } from '@/lib/vision/judge/answers';
import { createMaskClassifier } from '@/lib/vision/judge/mask-classifier';
import { CLASS_LABELS, type Scores } from '@/lib/vision/labels';
import type { maskClassifierManifest } from '@/lib/vision/model/manifest';
import { type LoadedModel, loadModel } from '@/lib/vision/model/model-files';
import { disposeWeights } from '@/lib/vision/model/weights';
import { modelsFolder } from '@/scripts/support/published-models';
import { FIXTURE_FACES, type FixtureFace } from '../../../harness/fixture-faces';
import { useWasm } from '../../../support/wasm';

const { file, marks } = FIXTURE_FACES[0] as FixtureFace;
let model: LoadedModel<ReturnType<typeof maskClassifierManifest.parse>>;
let frame: tf.Tensor3D;

beforeAll(async () => {
  await useWasm();
  model = await loadModel(modelsFolder('public/models'), 'mask-classifier');
  const { data, info } = await sharp(file)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  frame = tf.tensor3d(new Float32Array(data), [info.height, info.width, 3]);
});
afterAll(() => {
  frame.dispose();
  disposeWeights(model.weights);
});

/** @param temperature as published, or so high that every face is doubtful */
const openClassifier = (temperature = model.manifest.temperature) =>
  createMaskClassifier({ ...model.manifest, temperature }, model.weights);
const DOUBTFUL = 20;

/** The scores of the face in the picture and in its mirror image. */
async function bothWays(search: Search, temperature?: number): Promise<[Scores, Scores]> {
  const classifier = openClassifier(temperature);
  const { x, width } = marks.box;
  const turned = { ...marks.box, x: (frame.shape[1] as number) - x - width };
  const mirror = tf.reverse(frame, 1);
  const [plain] = await classifier.judge(classifier.crop(frame, [marks.box], search));
  const [mirrored] = await classifier.judge(classifier.crop(mirror, [turned], search));
  mirror.dispose();
  return [scoresOf(plain), scoresOf(mirrored)];
}

const scoresOf = (answer: Answer | undefined) => (answer as Answer).scores;

const differ = ([a, b]: readonly [Scores, Scores]) =>
  CLASS_LABELS.some((label) => Math.abs(a[label] - b[label]) > 1e-5);

it('judges a doubtful face in a photograph like its mirror image: it looks at both', async () => {
  const both = await bothWays('zoomed', DOUBTFUL);
  expect(differ(both)).toBe(false);
  const sum = CLASS_LABELS.reduce((total, label) => total + both[0][label], 0);
  expect(sum).toBeCloseTo(1, 5);
  // Live, there is only one look, and the two sides of a face differ a little.
  expect(differ(await bothWays('whole', DOUBTFUL))).toBe(true);
});

it('looks once if there is no doubt', async () => {
  const [once] = await bothWays('whole');
  expect(Math.max(...Object.values(once))).toBeGreaterThan(0.95);
  expect(differ([once, (await bothWays('zoomed'))[0]])).toBe(false);
});

it('gives each face its own second look, however many there are', async () => {
  const classifier = openClassifier(DOUBTFUL);
  const { x, y, width, height } = marks.box;
  const boxes = Array.from({ length: 11 }, (_, i) => ({ x: x + 9 * i, y, width, height }));
  const together = await classifier.judge(classifier.crop(frame, boxes, 'zoomed'));
  for (const [i, box] of boxes.entries()) {
    const [alone] = await classifier.judge(classifier.crop(frame, [box], 'zoomed'));
    expect(differ([scoresOf(together[i]), scoresOf(alone)]), `face ${i}`).toBe(false);
  }
});

it('leaves no tensors behind', async () => {
  const classifier = openClassifier(DOUBTFUL);
  const before = tf.memory().numTensors;
  for (const boxes of [[], [marks.box], Array(11).fill(marks.box)]) {
    const scores = await classifier.judge(classifier.crop(frame, boxes, 'zoomed'));
    expect(scores).toHaveLength(boxes.length);
  }
  expect(tf.memory().numTensors).toBe(before);
});
