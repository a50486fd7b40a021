import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { classOf } from '../../../lib/vision/labels.ts';
import {
  type MaskClassifierManifest,
  maskClassifierManifest,
} from '../../../lib/vision/model/manifest.ts';
import { loadModel } from '../../../lib/vision/model/model-files.ts';
import { disposeWeights } from '../../../lib/vision/model/weights.ts';
import { CROP_RULE } from '../../data/crops/crop-rule.ts';
import { modelsFolder } from '../../support/published-models.ts';
import { backboneOf } from '../backbones/index.ts';
import type { Calibrated } from '../calibrate.ts';
import { classifierLogits, type Network } from '../network.ts';
import type { TrainOptions } from '../options.ts';
import { outputsOf, withOutputs } from '../outputs.ts';
import type { CropSample } from '../parts.ts';
import { softmax } from '../report/metrics.ts';
import type { TestedCrop, TestReport } from '../report/test-report.ts';
import { testNetwork } from '../test-crops.ts';
import { decodeEncoded, encodeWeights, swapInModel } from './model-writer.ts';

/** A wrong answer costs as much as this many right ones earn; saying "unsure" costs and earns nothing. */
const COST_OF_WRONG = 2;
/** At most this part of the validation faces may be left unsure. */
const MOST_UNSURE = 0.05;
/** Largest difference in probability that storing may make on fixed inputs. */
const LARGEST_DRIFT = 0.01;
/** Accuracy on the test part that storing may cost, as a share. */
const LARGEST_COST = 0.002;

interface Publication {
  readonly network: Network;
  /** As trained. */
  readonly model: Calibrated;
  /** Of `model`, on `test`. */
  readonly report: TestReport;
  readonly test: readonly CropSample[];
  /** What `model` says of the validation part. */
  readonly validated: readonly TestedCrop[];
  /** Chosen by `npm run evaluate`. */
  readonly chosen: Pick<TrainOptions, 'sideRatio' | 'isFaceThreshold'>;
  /** What the manifest tells of the run. */
  readonly training: Readonly<Record<string, unknown>>;
  /** Where the weights came from first. */
  readonly origin?: MaskClassifierManifest['origin'];
}

/**
 * Stores the weights in 8 or 16 bits, reads them back as the site does, compares, and swaps the model in
 * where it beats the one before, or where `--replace` says so.
 */
export async function publishClassifier(
  { network, model, report, test, validated, chosen, training, origin }: Publication,
  { models, replace }: Pick<TrainOptions, 'models' | 'replace'>,
): Promise<void> {
  const folder = path.join(models, 'mask-classifier');
  const before = await testedBefore(network, models, test);
  const reason = before && !replace && whyNotBetter(report, before.report);
  if (reason) {
    console.log(`Not published: ${reason}; --replace publishes it all the same`);
    return;
  }
  const { storage, file, entry, drift, cost, storedReport } = await store(
    network,
    model,
    report,
    test,
  );
  const manifest = maskClassifierManifest.parse({
    formatVersion: 1,
    createdAt: new Date().toISOString(),
    task: 'mask-classifier',
    network: network.backbone.name,
    inputSize: network.backbone.inputSize,
    normalization: network.backbone.normalization,
    labels: outputsOf(network.classes),
    crop: { ...CROP_RULE, sideRatio: chosen.sideRatio },
    temperature: model.temperature,
    thresholds: {
      sure: sureThreshold(network, model, validated),
      isFace: chosen.isFaceThreshold,
    },
    ...(origin && { origin }),
    weights: entry,
    training: { ...training, tfjs: tf.version.tfjs },
    // What ships is what was tested last: the weights as stored.
    metrics: {
      test: storedReport,
      ...(before?.report && { before: figuresBefore(before.report) }),
      storageDrift: drift,
      storageCost: cost,
    },
  });
  await swapInModel(folder, manifest, file);
  console.log(
    `${folder}: ${network.backbone.name}, ${(file.byteLength / 1e6).toFixed(2)} MB, drift ${drift.toFixed(4)}, ` +
      `${BITS[storage]} bits cost ${(100 * cost).toFixed(2)} points of accuracy (n=${report.n})`,
  );
}

const BITS = { mixed: 8, float16: 16 } as const;

/**
 * The weights as the site reads them: in 8 bits where that changes next to nothing, else in 16.
 * @throws Error where 16 bits change too much as well
 */
async function store(
  network: Network,
  model: Calibrated,
  report: TestReport,
  test: readonly CropSample[],
) {
  for (const storage of ['mixed', 'float16'] as const) {
    const { file, entry } = await encodeWeights(model.weights, storage);
    const stored = { ...model, weights: decodeEncoded(file, entry) };
    const drift = storageDrift(network, model, stored);
    const storedReport = await testNetwork(network, stored, test);
    disposeWeights(stored.weights);
    const cost = report.accuracy.share - storedReport.accuracy.share;
    // One crop more or less is chance, however few there are.
    const costsTooMuch = cost * report.n > Math.max(1, LARGEST_COST * report.n);
    if (drift <= LARGEST_DRIFT && !costsTooMuch) {
      return { storage, file, entry, drift, cost, storedReport };
    }
    console.log(
      `${BITS[storage]} bits move a probability by ${drift.toFixed(3)} and cost ` +
        `${(100 * cost).toFixed(2)} points of accuracy: too much`,
    );
  }
  throw new Error('Not published: neither 8 nor 16 bits hold these weights well enough');
}

/** The model in place, if any, on the very test that the new one took. */
async function testedBefore(
  network: Network,
  models: string,
  test: readonly CropSample[],
): Promise<{ readonly report: TestReport | null } | null> {
  const read = modelsFolder(models);
  const model = await loadModel(read, 'mask-classifier').catch(() => null);
  if (!model) return null;
  const { labels, temperature } = model.manifest;
  const answered = labels.map(classOf);
  if (!network.classes.every((label) => answered.includes(label))) {
    disposeWeights(model.weights);
    return { report: null };
  }
  const weights = withOutputs(model.weights, labels, outputsOf(network.classes));
  const inPlace = { ...network, backbone: backboneOf(model.manifest.network) };
  const report = await testNetwork(inPlace, { weights, temperature }, test);
  disposeWeights(weights);
  return { report };
}

function whyNotBetter(report: TestReport, before: TestReport | null): string | null {
  if (!before) return 'the model in place answers other classes: not comparable';
  if (report.loss < before.loss) return null;
  return (
    `the model in place has the smaller loss on the same test, ${before.loss.toFixed(4)}, ` +
    `not ${report.loss.toFixed(4)}`
  );
}

/** What a manifest tells of the model that it took the place of. */
function figuresBefore({ n, loss, accuracy, byClass, byDataset }: TestReport) {
  return { n, loss, accuracy, byClass, byDataset };
}

/** Largest difference in a probability between weights as trained and as stored. */
function storageDrift({ backbone }: Network, trained: Calibrated, stored: Calibrated): number {
  const { inputSize } = backbone;
  const drift = tf.tidy(() => {
    const noise = tf.randomUniform([8, 19, 19, 3], 0, 255, 'float32', 11) as tf.Tensor4D;
    const pixels = tf.image.resizeBilinear(noise, [inputSize, inputSize]);
    const probabilities = ({ weights, temperature }: Calibrated) =>
      tf.softmax(tf.div<tf.Tensor2D>(classifierLogits(backbone, weights, pixels), temperature));
    return tf.max(tf.abs(tf.sub(probabilities(trained), probabilities(stored)))).dataSync()[0];
  });
  return drift as number;
}

/**
 * The share of the evidence below which nothing is claimed (Chow 1970): an answer is worth giving where it is
 * likelier right than a wrong one is dear, the scores being calibrated; less where more validation faces
 * than `MOST_UNSURE` would be left unsure. What is asked is whether a mask is worn right
 * (`lib/vision/judge/verdict.ts`).
 */
function sureThreshold(
  { classes }: Network,
  { temperature }: Calibrated,
  validated: readonly TestedCrop[],
): number {
  const background = classes.indexOf('background');
  const masked = classes.indexOf('with_mask');
  const sureness = validated
    .map(({ judged }) => judged)
    .filter(({ truth }) => truth !== background)
    .map(({ logits }) => {
      const shares = softmax(
        logits.map((logit, i) => (i === background ? -Infinity : logit)),
        temperature,
      );
      const wornRight = shares[masked] ?? 0;
      return Math.max(wornRight, 1 - wornRight);
    })
    .sort((a, b) => a - b);
  const worthGiving = COST_OF_WRONG / (1 + COST_OF_WRONG);
  const mostUnsure = sureness[Math.floor(MOST_UNSURE * sureness.length)] ?? worthGiving;
  return Number(Math.min(worthGiving, mostUnsure).toFixed(2));
}
