import { existsSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readPixels } from '@/lib/vision/frame/open-frame';
import { createMaskClassifier } from '@/lib/vision/judge/mask-classifier';
import { CLASS_LABELS } from '@/lib/vision/labels';
import { loadModel } from '@/lib/vision/model/model-files';
import { readPhotograph } from '@/scripts/data/read-photograph';
import { modelsFolder } from '@/scripts/support/published-models';
import type { EpochRecord } from '@/scripts/training/fit';
import { outputsOf } from '@/scripts/training/outputs';
import { writeMadeDataset } from '../../support/made-dataset';
import { finished, killWhenThere, projectFile, startScript } from '../../support/run-script';
import { temporaryFolder } from '../../support/temporary-folder';
import { useWasm } from '../../support/wasm';

const EPOCHS = 2;
/** The smallest run that still has batches, epochs and all three parts. */
const FLAGS = [
  ...['--engine', 'wasm', '--data', 'faces', '--models', 'models', '--seed', '5'],
  ...['--epochs', String(EPOCHS), '--batch-size', '4', '--max-crops', '8', '--rare-repeats', '1'],
  ...['--settled', '1'],
];

const startTraining = (folder: string, ...flags: string[]) =>
  startScript('scripts/train.ts', folder, [...FLAGS, ...flags]);

async function historyOf(folder: string, run: string): Promise<EpochRecord[]> {
  return JSON.parse(await readFile(path.join(folder, 'runs', run, 'history.json'), 'utf8'));
}

it('trains, resumes after a kill with the same figures, and publishes', async () => {
  const folder = await temporaryFolder();
  const finder = 'models/face-finder';
  await cp(projectFile(`public/${finder}`), path.join(folder, finder), { recursive: true });
  await writeMadeDataset(path.join(folder, 'faces'), 7);

  await finished(startTraining(folder, '--name', 'unbroken'));
  const unbroken = await historyOf(folder, 'unbroken');
  expect(unbroken.map(({ epoch }) => epoch)).toEqual([1, 2]);
  for (const { trainLoss, validationLoss } of unbroken) {
    expect(trainLoss).toBeGreaterThan(0);
    expect(validationLoss).toBeGreaterThan(0);
  }
  expect(existsSync(path.join(folder, 'models/mask-classifier'))).toBe(false);

  const run = path.join(folder, 'runs/killed');
  await killWhenThere(
    startTraining(folder, '--name', 'killed').child,
    path.join(run, 'last/state.json'),
  );
  const { state } = JSON.parse(await readFile(path.join(run, 'last/state.json'), 'utf8'));
  expect(state.epoch).toBe(1);
  expect(existsSync(path.join(run, 'history.json'))).toBe(false);

  const output = await finished(startTraining(folder, '--name', 'killed', '--resume', '--publish'));
  expect(output).toContain('Resumed after epoch 1');
  const resumed = await historyOf(folder, 'killed');
  expect(resumed).toHaveLength(EPOCHS);
  resumed.forEach((record, i) => {
    const expected = unbroken[i] as EpochRecord;
    for (const name of ['trainLoss', 'validationLoss'] as const) {
      expect(record[name], `${name} of epoch ${i + 1}`).toBeCloseTo(expected[name], 4);
    }
    expect(record.trainAccuracy).toBe(expected.trainAccuracy);
    expect(record.validationAccuracy).toBe(expected.validationAccuracy);
  });

  await useWasm();
  const published = await loadModel(modelsFolder(path.join(folder, 'models')), 'mask-classifier');
  expect(published.manifest.labels).toEqual(outputsOf(CLASS_LABELS));
  expect(published.manifest.training).toMatchObject({ data: ['faces'], seed: 5, epochs: EPOCHS });
  expect(published.manifest.weights.bytes).toBeLessThan(6.5e6);
  const { frame } = await readPhotograph(path.join(folder, 'faces/JPEGImages/00.png'));
  const pixels = readPixels(frame);
  const box = { x: 0, y: 0, width: frame.width, height: frame.height };
  const classifier = createMaskClassifier(published.manifest, published.weights);
  const [answer] = await classifier.judge(classifier.crop(pixels, [box]));
  const sum = CLASS_LABELS.reduce((total, label) => total + (answer?.scores[label] ?? 0), 0);
  expect(sum).toBeCloseTo(1, 4);
}, 300_000);

it('says what is wrong with the command line and exits with 2', async () => {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'package.json'), '{}');
  const wrong = startTraining(folder, '--epochs', '0', '--fast');
  await finished(wrong, 2);
  expect(wrong.output()).toContain('--fast');
  expect(wrong.output()).toContain('npm run train');
});
