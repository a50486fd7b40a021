import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { isJudged } from '../../lib/stills/still-result.ts';
import { readPixels } from '../../lib/vision/frame/open-frame.ts';
import { createMaskClassifier } from '../../lib/vision/judge/mask-classifier.ts';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { loadModel } from '../../lib/vision/model/model-files.ts';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import { openChecker } from '../../scripts/check/open-checker.ts';
import { readPhotograph } from '../../scripts/data/read-photograph.ts';
import { modelsFolder } from '../../scripts/support/published-models.ts';
import { backboneOf } from '../../scripts/training/backbones/index.ts';
import { classifierLogits } from '../../scripts/training/network.ts';
import { softmax } from '../../scripts/training/report/metrics.ts';
import { launchChromium } from '../harness/chromium.ts';
import { writeCameraFile } from '../harness/fake-camera.ts';
import { readLive, startLive } from '../harness/live-page.ts';
import { barePhotographs } from '../harness/photographs.ts';
import { byFile, download, openStills, waitUntilJudged } from '../harness/stills-page.ts';
import { writeMadeDataset } from '../support/made-dataset.ts';
import { finished, projectFile, startScript } from '../support/run-script.ts';
import { useWasm } from '../support/wasm.ts';

const SAME_SCORE = 0.01;
const LIVE_LIMIT_MS = 600_000;
const PHOTOGRAPH = barePhotographs()[0] as ReturnType<typeof barePhotographs>[number];

const site = inject('siteUrl');
let browser: Browser;
beforeAll(useWasm);
beforeAll(async () => {
  const camera = await writeCameraFile([{ photograph: PHOTOGRAPH, seconds: 2 }]);
  browser = await launchChromium({ camera: camera.path });
});
afterAll(() => browser.close());

/** Of all tests here: each network is trained once. */
let top: string;
beforeAll(async () => {
  top = await mkdtemp(path.join(tmpdir(), 'maskgate-backbones-'));
});
afterAll(() => rm(top, { recursive: true }));

/** A network with random weights, fine-tuned for two steps and published. */
async function publishedModels(backbone: string, backboneRate: string): Promise<string> {
  const folder = path.join(top, backbone);
  const models = path.join(folder, 'models');
  const finder = path.join(models, 'face-finder');
  await cp(projectFile('public/models/face-finder'), finder, { recursive: true });
  await writeMadeDataset(path.join(folder, 'dataset'), 6);
  const flags = [
    ...['--engine', 'wasm', '--recipe', 'notes', '--data', 'dataset', '--models', 'models'],
    ...['--backbone', backbone, '--start', 'scratch', '--backbone-rate', backboneRate],
    ...['--epochs', '1', '--batch-size', '2', '--max-crops', '4', '--publish'],
  ];
  await finished(startScript('scripts/train.ts', folder, flags));
  return models;
}

/** With the rate of their backbone. VGG-16 takes three minutes: it runs with SLOW_TESTS=1 alone. */
const NETWORKS = [
  ['resnet18', '1e-5'],
  // Its dense layers alone have 120 M weights: in WebAssembly, one step over all of them would
  // take minutes.
  ['vgg16', '0'],
] as const;

describe.each(NETWORKS.filter(([name]) => name !== 'vgg16' || process.env.SLOW_TESTS))(
  'a %s that was trained here',
  (backbone, backboneRate) => {
    let models: string;
    let file: string;
    beforeAll(async () => {
      models = await publishedModels(backbone, backboneRate);
      file = path.join(top, 'face.png');
      await writeFile(file, await PHOTOGRAPH.load());
    }, 1_200_000);

    it("gives the same scores in the site's code as in the trainer", async () => {
      const { manifest, weights } = await loadModel(modelsFolder(models), 'mask-classifier');
      expect(manifest.network).toBe(backbone);
      const { frame, scale } = await readPhotograph(file);
      const pixels = readPixels(frame);
      const { x, y, width, height } = PHOTOGRAPH.box;
      const box = { x: x / scale, y: y / scale, width: width / scale, height: height / scale };
      const classifier = createMaskClassifier(manifest, weights);
      const crops = classifier.crop(pixels, [box]);
      const [batch] = crops.batches as [tf.Tensor4D];
      const logits = tf.tidy(() => classifierLogits(backboneOf(backbone), weights, batch));
      const [row] = (await logits.array()) as [number[]];
      const trainers = softmax(row, manifest.temperature);
      const [answer] = await classifier.judge(crops);
      manifest.labels.forEach((label, i) => {
        const score = answer?.scores[label as 'with_mask'] ?? Number.NaN;
        expect(score, label).toBeCloseTo(trainers[i] as number, 4);
      });
      tf.dispose([pixels, logits]);
      disposeWeights(weights);
    });

    it('gives the same scores on the photographs page as in the command', async () => {
      const check = await openChecker({ engine: 'auto', models });
      const expected = await check(file);
      const page = await openStills(browser, site, 'wasm', '', models);
      await page.locator('input[type=file][multiple]').setInputFiles(file);
      await waitUntilJudged(page, 1);
      const [result] = byFile(String(await download(page, /json/i))).values();
      await page.context().close();
      if (!result || !isJudged(result) || !isJudged(expected)) throw new Error('not judged');
      expect(result.faces.length).toBeGreaterThan(0);
      expect(result.faces.length).toBe(expected.faces.length);
      result.faces.forEach(({ scores }, i) => {
        for (const label of CLASS_LABELS) {
          const difference = Math.abs(scores[label] - (expected.faces[i]?.scores[label] ?? 2));
          expect(difference, label).toBeLessThanOrEqual(SAME_SCORE);
        }
      });
    });

    it('judges live', async () => {
      const { page } = await startLive(browser, `${site}/?backend=wasm`, { models });
      const face = page.locator('[data-engine] [data-face]').first();
      await face.waitFor({ state: 'attached', timeout: LIVE_LIMIT_MS });
      expect((await readLive(page)).state?.frames).toBeGreaterThan(0);
      await page.context().close();
    });
  },
);
