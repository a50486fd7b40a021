import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import type { Split } from '../data/split.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import { backboneOf } from '../training/backbones/index.ts';
import { fitClassifier } from '../training/fit.ts';
import { headLogits, isHead, type Network } from '../training/network.ts';
import { trainOptions } from '../training/options.ts';
import { argmax, type Judged, negativeLogLikelihood } from '../training/report/metrics.ts';
import { judgeSamples, type Sample } from '../training/samples.ts';
import { startWeights } from '../training/start-weights.ts';
import type { Trial } from './definition.ts';
import { type FeatureTable, featureTable } from './features.ts';
import { fitHead, type LabelledFeatures } from './fit-head.ts';
import type { PartFigures, TrialFigures } from './records.ts';
import type { TrialSettings } from './settings.ts';
import type { SweepData } from './sweep-data.ts';
import { isSeen } from './views.ts';

/** Indices of crops. */
type Part = readonly number[];

/** The crops of a trial by their use. */
interface Parts {
  readonly train: Part;
  readonly validation: Part;
  readonly test: Part;
  /** The test part of every data set of the sweep, by name. */
  readonly byDataset: Readonly<Record<string, Part>>;
}

/** A trained network that judges crops. */
interface TrainedNetwork {
  judge(part: Part): Promise<Judged[]>;
  readonly trained: number;
  readonly bytes: number;
  dispose(): void;
}

/**
 * Runs one training and its test with the loaded engine.
 * @param folder for checkpoints: a killed training of a network continues from its last epoch
 */
export async function runTrial(
  data: SweepData,
  { settings, seed, id }: Trial,
  folder: string,
): Promise<TrialFigures> {
  const parts = await partsOf(data, settings, seed);
  const started = performance.now();
  if (parts.train.length === 0) throw new Error('No crops to train on: see sets and classes');
  const checkpoints = path.join(folder, 'checkpoints', id);
  const network =
    settings.training === 'head'
      ? await trainHead(data, settings, seed, parts)
      : await trainNetwork(data, settings, seed, parts, checkpoints);
  const result = {
    train: figuresOf(await network.judge(parts.train)),
    validation: figuresOf(await network.judge(parts.validation)),
    ...(await testFigures(network, parts)),
    trained: network.trained,
    bytes: network.bytes,
    seconds: (performance.now() - started) / 1000,
  };
  network.dispose();
  await rm(checkpoints, { recursive: true, force: true });
  return result;
}

async function partsOf(data: SweepData, settings: TrialSettings, seed: number): Promise<Parts> {
  const splits = await data.splits(settings.split, seed);
  const usable = data.cut.crops.flatMap((crop, i) =>
    settings.classes.includes(crop.label) &&
    isSeen(settings.view, data.photographAt(crop.photograph))
      ? [i]
      : [],
  );
  const setOf = (i: number) => data.photographAt(data.cropAt(i).photograph).dataset;
  const inSplit = (split: Split, part: Part) =>
    part.filter((i) => splits[data.cropAt(i).photograph] === split);
  const { sets } = settings;
  const chosen = usable.filter((i) => sets.length === 0 || sets.includes(setOf(i)));
  const test = inSplit('test', usable);
  const names = [...new Set(usable.map(setOf))].sort();
  return {
    train: thinned(data, inSplit('train', chosen), settings.trainShare, seed),
    validation: inSplit('validation', chosen),
    test: inSplit('test', chosen),
    byDataset: Object.fromEntries(
      names.map((name) => [name, test.filter((i) => setOf(i) === name)]),
    ),
  };
}

/** A random share of the photographs. A larger share contains the smaller ones. */
function thinned(data: SweepData, part: Part, share: number, seed: number): Part {
  if (share === 1) return part;
  const photographs = [...new Set(part.map((i) => data.cropAt(i).photograph))];
  const order = shuffled(photographs, seededRandom(seed, 91));
  const kept = new Set(order.slice(0, Math.round(share * order.length)));
  return part.filter((i) => kept.has(data.cropAt(i).photograph));
}

async function trainHead(
  data: SweepData,
  settings: TrialSettings,
  seed: number,
  parts: Parts,
): Promise<TrainedNetwork> {
  const table = await featureTable(data, settings);
  const labelled = (part: Part) => labelledFeatures(data, settings, table, part);
  const train = labelled(parts.train);
  const head = await fitHead(train, settings, seed);
  train.features.dispose();
  const parameters = tf.util.sizeFromShape;
  const trained = Object.values(head).reduce((sum, { shape }) => sum + parameters(shape), 0);
  return {
    trained,
    bytes: 4 * (trained + (await backboneParameters(data, settings))),
    async judge(part) {
      if (part.length === 0) return [];
      const { features, truths } = labelled(part);
      const logits = tf.tidy(() => headLogits(head, features));
      const rows = await logits.array();
      tf.dispose([features, logits]);
      return truths.map((truth, k) => ({ truth, logits: rows[k] as number[] }));
    },
    dispose: () => disposeWeights(head),
  };
}

function labelledFeatures(
  data: SweepData,
  { classes }: TrialSettings,
  { values, rows, featureCount }: FeatureTable,
  part: Part,
): LabelledFeatures {
  const own = new Float32Array(part.length * featureCount);
  part.forEach((crop, k) => {
    const start = (rows.get(crop) as number) * featureCount;
    own.set(values.subarray(start, start + featureCount), k * featureCount);
  });
  return {
    features: tf.tensor2d(own, [part.length, featureCount]),
    truths: part.map((i) => classes.indexOf(data.cropAt(i).label)),
  };
}

const parameterCounts = new Map<string, number>();

/** Counts the weights, once in a process. */
async function backboneParameters(
  { cache }: SweepData,
  { backbone, weights: file }: TrialSettings,
): Promise<number> {
  const known = parameterCounts.get(backbone);
  if (known !== undefined) return known;
  const weights = await backboneOf(backbone).pretrained({ file, cache });
  const count = Object.values(weights).reduce((sum, { size }) => sum + size, 0);
  disposeWeights(weights);
  parameterCounts.set(backbone, count);
  return count;
}

async function trainNetwork(
  data: SweepData,
  settings: TrialSettings,
  seed: number,
  parts: Parts,
  folder: string,
): Promise<TrainedNetwork> {
  // Settings and options with the same name are passed on; other settings are not options.
  const options = trainOptions.parse({
    ...settings,
    data: ['sweep'],
    seed,
    cache: data.cache,
    labelSmoothing: 0,
    drawnMasks: 0,
    settled: 0,
    resume: true,
  });
  const samples = (part: Part) =>
    part.map(
      (i): Sample => ({
        truth: settings.classes.indexOf(data.cropAt(i).label),
        patch: data.cut.patch(i),
        repeats: 1,
      }),
    );
  const network: Network = {
    backbone: backboneOf(settings.backbone),
    classes: settings.classes,
  };
  const start = await startWeights(network, options);
  const { weights } = await fitClassifier(
    network,
    start.weights,
    { train: samples(parts.train), validation: samples(parts.validation) },
    options,
    folder,
  );
  disposeWeights(start.weights);
  const sizeOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (weights[name]?.size ?? 0), 0);
  const names = Object.keys(weights);
  return {
    trained: sizeOf(settings.backboneRate > 0 ? names : names.filter(isHead)),
    bytes: 4 * sizeOf(names),
    judge: (part) => judgeSamples(network, weights, samples(part)),
    dispose: () => disposeWeights(weights),
  };
}

/** Judges the test part of all data sets once. The test part of the trial is included. */
async function testFigures(network: TrainedNetwork, { test, byDataset }: Parts) {
  const all = Object.values(byDataset).flat();
  const judged = await network.judge(all);
  const byCrop = new Map(all.map((crop, k) => [crop, judged[k] as Judged]));
  const figures = (part: Part) => figuresOf(part.map((crop) => byCrop.get(crop) as Judged));
  return {
    test: figures(test),
    byDataset: Object.fromEntries(
      Object.entries(byDataset).map(([name, part]) => [name, figures(part)]),
    ),
  };
}

function figuresOf(judged: readonly Judged[]): PartFigures {
  const right = judged.filter(({ truth, logits }) => argmax(logits) === truth).length;
  return {
    n: judged.length,
    accuracy: right / Math.max(1, judged.length),
    loss: negativeLogLikelihood(judged),
  };
}
