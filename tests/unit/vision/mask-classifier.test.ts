import * as tf from '@tensorflow/tfjs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CLASS_LABELS, type Scores } from '@/lib/vision/labels';
import { maskClassifierManifest } from '@/lib/vision/manifest';
import { createMaskClassifier } from '@/lib/vision/mask-classifier';
import { type LoadedModel, loadModel } from '@/lib/vision/model-files';
import { disposeWeights } from '@/lib/vision/weights';
import { modelsFolder } from '@/scripts/published-models';
import { FIXTURE_FACES, type FixtureFace } from '../../support/fixture-faces';
import { useWasm } from '../../support/wasm';

const { file, marks } = FIXTURE_FACES[0] as FixtureFace;
let model: LoadedModel<ReturnType<typeof maskClassifierManifest.parse>>;
let frame: tf.Tensor3D;

beforeAll(async () => {
  await useWasm();
  model = await loadModel(modelsFolder('public/models'), 'mask-classifier', maskClassifierManifest);
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

const openClassifier = () => createMaskClassifier(model.manifest, model.weights);

/** Of the face as the picture has it and as a mirror would. */
async function bothWays(search: 'whole' | 'zoomed'): Promise<[Scores, Scores]> {
  const classifier = openClassifier();
  const { x, width } = marks.box;
  const turned = { ...marks.box, x: (frame.shape[1] as number) - x - width };
  const mirror = tf.reverse(frame, 1);
  const [plain] = await classifier.judge(classifier.crop(frame, [marks.box], search));
  const [mirrored] = await classifier.judge(classifier.crop(mirror, [turned], search));
  mirror.dispose();
  return [plain as Scores, mirrored as Scores];
}

it('judges a face in a photograph as it judges its mirror image, for it looks at both', async () => {
  const [plain, mirrored] = await bothWays('zoomed');
  for (const label of CLASS_LABELS) expect(mirrored[label], label).toBeCloseTo(plain[label], 4);
  const sum = CLASS_LABELS.reduce((total, label) => total + plain[label], 0);
  expect(sum).toBeCloseTo(1, 5);
  // Live, one look must do, and each side of a face is a little different.
  const [once, mirroredOnce] = await bothWays('whole');
  expect(CLASS_LABELS.some((label) => Math.abs(once[label] - mirroredOnce[label]) > 1e-4)).toBe(
    true,
  );
});

it('leaves no tensors behind', async () => {
  const classifier = openClassifier();
  const before = tf.memory().numTensors;
  for (const boxes of [[], [marks.box], Array(11).fill(marks.box)]) {
    const scores = await classifier.judge(classifier.crop(frame, boxes, 'zoomed'));
    expect(scores).toHaveLength(boxes.length);
  }
  expect(tf.memory().numTensors).toBe(before);
});
