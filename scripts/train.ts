/**
 * `npm run train -- --data DIR [--data DIR ...]`: trains a classifier on folders of photographs.
 * With --publish it writes the classifier to public/models. The function reads from top to bottom;
 * each step is a module.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { disposeWeights } from '../lib/vision/model/weights.ts';
import { CROP_RULE } from './data/crops/crop-rule.ts';
import { cutAll } from './data/crops/crop-set.ts';
import { readDatasets, reasons } from './data/dataset.ts';
import type { Skipped } from './data/photograph.ts';
import { requireLabels } from './data/require-labels.ts';
import { leftOutLine, splitPhotographs, writeSplitLists } from './data/split-photographs.ts';
import { engineSpeed, loadEngine } from './engine/engine.ts';
import { openPublishedFinder } from './support/published-models.ts';
import { runCommand } from './support/run-command.ts';
import { backboneOf } from './training/backbones/index.ts';
import { blendWithStart } from './training/blend.ts';
import { calibrate, lossOnceCalibrated } from './training/calibrate.ts';
import { drawOnBareFaces } from './training/drawn-masks/bare-faces.ts';
import { fitClassifier, hasFinished } from './training/fit.ts';
import {
  type CheckedFace,
  checkLabels,
  isCheckedLabel,
  reversedLabelLines,
} from './training/label-check.ts';
import type { Network } from './training/network.ts';
import { parseTrainOptions, type TrainOptions, trainUsage } from './training/options.ts';
import { dealCrops, type Parts, unaskedFaces } from './training/parts.ts';
import { publishClassifier } from './training/publish/publish-classifier.ts';
import { trainingRecord } from './training/publish/training-record.ts';
import { formatReport, type TestReport, testReport } from './training/report/test-report.ts';
import { writeRunReport } from './training/report/write-report.ts';
import { startWeights } from './training/start-weights.ts';
import { judgeCrops } from './training/test-crops.ts';

export async function train(options: TrainOptions): Promise<TestReport> {
  const runFolder = path.join('runs', options.name);
  await mkdir(runFolder, { recursive: true });
  const engine = await loadEngine(options.engine);
  console.log(`${engine.description}, ${(await engineSpeed()).toFixed(1)} GFLOP/s`);
  const network: Network = {
    backbone: backboneOf(options.backbone),
    classes: options.classes,
  };
  const start = await startWeights(network, options);

  const { photographs, skipped } = await readDatasets(options.data, options.add, {
    labels: options.label,
    cache: options.cache,
  });
  const missing = requireLabels(photographs, network.classes);
  if (missing.length > 0) console.log(`No photograph has the label ${missing.join(', ')}`);
  const finder = await openPublishedFinder(options.models);
  const cut = await cutAll(photographs, finder, finder.id, CROP_RULE, options.cache);
  await writeSkipped(path.join(runFolder, 'skipped.txt'), [...skipped, ...cut.skipped]);

  const splits = await splitPhotographs(photographs, options);
  if (leftOutLine(splits)) console.log(leftOutLine(splits));
  await writeSplitLists(path.join(runFolder, 'split'), photographs, splits);

  const parts = dealCrops(photographs, cut, splits, options);
  const unasked = unaskedFaces(cut.crops, network.classes);
  if (unasked > 0) console.log(`${unasked} faces are of other classes than these and left out`);
  await warnOfReversedLabels(parts, options.models);
  // A finished run needs no masks: it is only tested and published again.
  const isFinished = options.resume && (await hasFinished(runFolder, options.epochs));
  const drawn = isFinished ? [] : await drawOnBareFaces(parts.train, options);
  console.log(
    `${photographs.length} photographs: train ${parts.train.length} crops and ${drawn.length} with ` +
      `drawn masks, validation ${parts.validation.length}, test ${parts.test.length}`,
  );

  const samples = { train: [...parts.train, ...drawn], validation: parts.validation };
  const fitted = await fitClassifier(network, start.weights, samples, options, runFolder);
  const blend = options.blend
    ? await blendWithStart(start.weights, fitted.weights, (weights) =>
        lossOnceCalibrated(network, weights, parts.validation),
      )
    : { weights: fitted.weights, startShare: 0 };
  disposeWeights(start.weights);

  const model = await calibrate(network, blend.weights, parts.validation);
  const validated = await judgeCrops(network, model, parts.validation);
  const tested = await judgeCrops(network, model, parts.test);
  const report = testReport(tested, network.classes, model.temperature);
  await writeRunReport(runFolder, {
    history: fitted.history,
    report,
    validated,
    tested,
    temperature: model.temperature,
  });
  console.log(formatReport(report));

  if (options.publish) {
    const training = trainingRecord(options, start, fitted, blend);
    const { test } = parts;
    await publishClassifier(
      { network, model, report, test, validated, chosen: options, training, origin: start.origin },
      options,
    );
  }
  return report;
}

/** Faces of each label of a set that the published model is asked about. */
const ASKED_FACES = 40;

async function warnOfReversedLabels(parts: Parts, models: string): Promise<void> {
  const faces = Object.values(parts)
    .flat()
    .flatMap((sample): CheckedFace[] => {
      const { label, machineLabelled } = sample.crop;
      if (!isCheckedLabel(label) || machineLabelled) return [];
      return [{ dataset: sample.photograph.dataset, label, patch: () => sample.patch }];
    });
  const checks = await checkLabels(faces, models, ASKED_FACES);
  for (const line of reversedLabelLines(checks)) console.warn(line);
}

async function writeSkipped(file: string, skipped: readonly Skipped[]): Promise<void> {
  const line = ({ file: name, why, detail }: Skipped) =>
    `${name}\t${detail ? `${why}: ${detail}` : why}\n`;
  await writeFile(file, skipped.map(line).join(''));
  if (skipped.length > 0) console.log(`Left out (all in ${file}): ${reasons(skipped)}`);
}

await runCommand(
  import.meta.url,
  () => train(parseTrainOptions(process.argv.slice(2))),
  () => trainUsage(),
);
