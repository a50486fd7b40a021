import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../lib/vision/weights.ts';
import { progressBar } from '../progress.ts';
import { ScheduledAdam, warmupCosine } from './adam.ts';
import { augment, centreCrop } from './augment.ts';
import type { Backbone } from './backbones/backbone.ts';
import { FACE_RESNET } from './backbones/face-resnet.ts';
import { backboneOf } from './backbones/index.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { smoothedNll } from './losses.ts';
import { argmax, type Judged, negativeLogLikelihood, softmax } from './metrics.ts';
import { classifierLogits, isHead, toVariables, type Variables } from './network.ts';
import type { TrainOptions } from './options.ts';
import { seededRandom, shuffled } from './random.ts';
import { restoreTraining, trainingTensors } from './training-state.ts';

/** A labelled patch. */
export interface Sample {
  /** Index of the class. */
  readonly truth: number;
  /** [216, 216, 3] */
  readonly patch: Uint8Array;
  /** Times that it is shown in an epoch: a whole number, or 1/n for every n-th epoch. */
  readonly repeats: number;
}

export interface EpochRecord {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly seconds: number;
}

export interface Fitted {
  /** The averaged weights of the best epoch. The caller disposes. */
  readonly weights: NamedWeights;
  readonly history: readonly EpochRecord[];
  readonly bestEpoch: number;
}

interface RunState {
  readonly epoch: number;
  readonly history: EpochRecord[];
  readonly bestEpoch: number;
  readonly averagedSteps: number;
  /** Training samples that are shown no more, by index. */
  readonly leftOut: readonly number[];
}

/**
 * Fits the classifier: per epoch every sample in a new order and a new variation, then validation
 * with the averaged weights, then a checkpoint. All chance comes from the seed, the epoch and the
 * sample, so a resumed run does what the unbroken one would have done.
 * @param start the weights to begin with; disposed
 */
export async function fitClassifier(
  start: NamedWeights,
  train: readonly Sample[],
  validation: readonly Sample[],
  options: TrainOptions,
  fill: number,
  runFolder: string,
): Promise<Fitted> {
  const lastFolder = path.join(runFolder, 'last');
  const bestFolder = path.join(runFolder, 'best');
  const backbone = backboneOf(options.backbone);
  const variables = toVariables(start);
  const trainer = createTrainer(variables, options);
  const average = createAverage(variables, options.averaging);
  if (validation.length === 0) throw new Error('No validation crops: the data are too few');
  let state: RunState = { epoch: 0, history: [], bestEpoch: 0, averagedSteps: 0, leftOut: [] };
  if (options.resume) {
    const checkpoint = await loadCheckpoint<RunState>(lastFolder);
    if (checkpoint) {
      state = checkpoint.state;
      trainer.restore(checkpoint.tensors);
      average.restore(checkpoint.tensors, state.averagedSteps);
      console.log(`Resumed after epoch ${state.epoch}`);
    }
  }

  const epochs = Array.from({ length: options.epochs }, (_, i) => shownIn(i + 1, train, options));
  const steps = epochs.map((order) => Math.ceil(order.length / options.batchSize));
  const allSteps = steps.reduce((a, b) => a + b, 0);
  for (let epoch = state.epoch + 1; epoch <= options.epochs; epoch++) {
    const started = performance.now();
    if (epoch === options.settled + 1 && options.settled > 0) {
      const leftOut = await passedOverFaces(average.weights, train, options, fill);
      console.log(`${leftOut.length} background crops look like faces and are left out from here`);
      state = { ...state, leftOut };
    }
    const leftOut = new Set(state.leftOut);
    const order = (epochs[epoch - 1] as number[]).filter((i) => !leftOut.has(i));
    const stepsBefore = steps.slice(0, epoch - 1).reduce((a, b) => a + b, 0);
    const progress = progressBar(`Epoch ${epoch}/${options.epochs}`, order.length);
    let [lossSum, right] = [0, 0];
    for (let step = 0; step * options.batchSize < order.length; step++) {
      const batch = order.slice(step * options.batchSize, (step + 1) * options.batchSize);
      const pixels = await Promise.all(
        batch.map((i, k) => {
          const random = seededRandom(options.seed, epoch, step, k);
          return augment((train[i] as Sample).patch, backbone.inputSize, fill, random);
        }),
      );
      const truths = batch.map((i) => (train[i] as Sample).truth);
      const overall = (stepsBefore + step) / allSteps;
      const result = await trainer.step(pixels, truths, overall, [epoch, step]);
      average.update();
      lossSum += result.loss * batch.length;
      right += result.right;
      const seen = Math.min(order.length, (step + 1) * options.batchSize);
      const note = `loss ${(lossSum / seen).toFixed(3)}  accuracy ${(right / seen).toFixed(3)}`;
      for (let k = 0; k < batch.length; k++) progress.step(note);
    }
    progress.end();

    const judged = await judgeSamples(
      average.weights,
      validation,
      fill,
      backbone,
      options.batchSize,
    );
    const record: EpochRecord = {
      epoch,
      trainLoss: lossSum / order.length,
      trainAccuracy: right / order.length,
      validationLoss: negativeLogLikelihood(judged),
      validationAccuracy:
        judged.filter(({ truth, logits }) => argmax(logits) === truth).length /
        Math.max(1, judged.length),
      seconds: (performance.now() - started) / 1000,
    };
    const history = [...state.history, record];
    const best = Math.min(Infinity, ...state.history.map((r) => r.validationLoss));
    const better = record.validationLoss < best;
    state = {
      epoch,
      history,
      bestEpoch: better ? epoch : state.bestEpoch,
      averagedSteps: average.steps(),
      leftOut: state.leftOut,
    };
    printRecord(record, better);
    if (better) await saveCheckpoint(bestFolder, { state, tensors: { ...average.weights } });
    await saveCheckpoint(lastFolder, {
      state,
      tensors: { ...trainer.tensors(), ...average.tensors() },
    });
    if (options.patience > 0 && epoch - state.bestEpoch >= options.patience) {
      console.log(`No better validation loss for ${options.patience} epochs: stopped`);
      break;
    }
  }
  trainer.dispose();
  average.dispose();
  const best = await loadCheckpoint<RunState>(bestFolder);
  if (!best) throw new Error('The run ended without a finite validation loss');
  return { weights: best.tensors, history: state.history, bestEpoch: state.bestEpoch };
}

/** The probability of background below which a background crop is taken for a face. */
const SURELY_A_FACE = 0.2;

/**
 * Background crops that the network, early on and against their label, takes for faces: mostly faces that
 * the annotators passed over. Shown on, they would teach it to overlook such faces.
 */
async function passedOverFaces(
  weights: NamedWeights,
  samples: readonly Sample[],
  options: TrainOptions,
  fill: number,
): Promise<number[]> {
  const background = options.classes.indexOf('background');
  const indices = samples.flatMap(({ truth }, i) => (truth === background ? [i] : []));
  const judged = await judgeSamples(
    weights,
    indices.map((i) => samples[i] as Sample),
    fill,
    backboneOf(options.backbone),
  );
  return indices.filter(
    (_, k) => (softmax(judged[k]?.logits ?? [])[background] as number) < SURELY_A_FACE,
  );
}

/** The samples of an epoch in their order: indices, some several times, some not at all. */
function shownIn(epoch: number, samples: readonly Sample[], { seed }: TrainOptions): number[] {
  const shown = samples.flatMap(({ repeats }, i) => {
    if (repeats >= 1) return new Array<number>(repeats).fill(i);
    return (i + epoch) % Math.round(1 / repeats) === 0 ? [i] : [];
  });
  return shuffled(shown, seededRandom(seed, epoch));
}

/** Logits of samples as the site would cut them. */
export async function judgeSamples(
  weights: NamedWeights,
  samples: readonly Sample[],
  fill: number,
  backbone: Backbone = FACE_RESNET,
  batchSize = 32,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (let start = 0; start < samples.length; start += batchSize) {
    const batch = samples.slice(start, start + batchSize);
    const size = backbone.inputSize;
    const pixels = stack(
      batch.map(({ patch }) => centreCrop(patch, size, fill)),
      size,
    );
    const logits = tf.tidy(() => classifierLogits(weights, pixels, undefined, backbone));
    const rows = await logits.array();
    tf.dispose([pixels, logits]);
    batch.forEach(({ truth }, i) => {
      judged.push({ truth, logits: rows[i] as number[] });
    });
  }
  return judged;
}

/** [N, size, size, 3] */
export function stack(pictures: readonly Float32Array[], size: number): tf.Tensor4D {
  const all = new Float32Array(pictures.length * size * size * 3);
  pictures.forEach((picture, i) => {
    all.set(picture, i * size * size * 3);
  });
  return tf.tensor4d(all, [pictures.length, size, size, 3]);
}

/** The variables with their two optimisers: a high rate for the new head, a low one behind it. */
function createTrainer(variables: Variables, options: TrainOptions) {
  const head = new ScheduledAdam(options.weightDecay);
  const backbone = new ScheduledAdam(options.weightDecay);
  const names = Object.keys(variables).filter((name) => options.backboneRate > 0 || isHead(name));
  const moving = names.map((name) => variables[name] as tf.Variable);
  const state = { variables, optimisers: { head, backbone } };
  const network = backboneOf(options.backbone);

  return {
    /** @param progress part of the whole run that is done, 0 to 1 */
    async step(
      pictures: readonly Float32Array[],
      truths: readonly number[],
      progress: number,
      position: readonly [number, number],
    ): Promise<{ loss: number; right: number }> {
      const seed = Math.floor(seededRandom(options.seed, ...position, 1)() * 2 ** 31);
      const pixels = stack(pictures, network.inputSize);
      let logits: tf.Tensor2D | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const dropout = { rate: options.dropout, seed };
        logits = tf.keep(classifierLogits(variables, pixels, dropout, network));
        return smoothedNll(logits, truths, options.labelSmoothing);
      }, moving);
      const constant = options.recipe === 'notes';
      const rate = (peak: number) =>
        constant ? peak : warmupCosine(peak, progress, options.warmup);
      const groups = splitGradients(grads);
      head.step(rate(options.learningRate), groups.head);
      if (options.backboneRate > 0) backbone.step(rate(options.backboneRate), groups.backbone);
      const [loss] = await value.data();
      const rows = await (logits as tf.Tensor2D).array();
      tf.dispose([pixels, value, grads, logits as tf.Tensor2D]);
      if (!Number.isFinite(loss)) throw new Error('The loss is not finite: lower the rates');
      return {
        loss: loss as number,
        right: rows.filter((row, i) => argmax(row) === truths[i]).length,
      };
    },

    tensors: () => trainingTensors(state),
    restore: (tensors: Readonly<Record<string, tf.Tensor>>) => restoreTraining(state, tensors),

    dispose(): void {
      head.dispose();
      backbone.dispose();
      tf.dispose(Object.values(variables));
    },
  };
}

function splitGradients(grads: tf.NamedTensorMap) {
  const head: Record<string, tf.Tensor> = {};
  const backbone: Record<string, tf.Tensor> = {};
  for (const [name, gradient] of Object.entries(grads)) {
    (isHead(name) ? head : backbone)[name] = gradient;
  }
  return { head, backbone };
}

/**
 * An exponential moving average of the weights (Polyak and Juditsky 1992): steadier than the last
 * step's. Early on it follows faster, so that the start is forgotten.
 */
function createAverage(variables: Variables, decay: number) {
  let count = 0;
  const weights: Record<string, tf.Tensor> = Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [name, variable.clone()]),
  );
  const replace = (name: string, next: tf.Tensor) => {
    weights[name]?.dispose();
    weights[name] = next;
  };
  return {
    weights: weights as NamedWeights,
    steps: () => count,
    update(): void {
      count++;
      const keep = Math.min(decay, (1 + count) / (10 + count));
      for (const [name, variable] of Object.entries(variables)) {
        const old = weights[name] as tf.Tensor;
        replace(
          name,
          tf.tidy(() => tf.add(tf.mul(old, keep), tf.mul(variable, 1 - keep))),
        );
      }
    },
    tensors(): Record<string, tf.Tensor> {
      return Object.fromEntries(Object.entries(weights).map(([k, v]) => [`average:${k}`, v]));
    },
    restore(tensors: Readonly<Record<string, tf.Tensor>>, steps: number): void {
      count = steps;
      for (const name of Object.keys(weights)) {
        replace(name, (tensors[`average:${name}`] as tf.Tensor).clone());
      }
    },
    dispose(): void {
      tf.dispose(Object.values(weights));
    },
  };
}

function printRecord(record: EpochRecord, better: boolean): void {
  const percent = (x: number) => `${(100 * x).toFixed(2)}%`;
  console.log(
    `epoch ${record.epoch}: train loss ${record.trainLoss.toFixed(4)} ` +
      `accuracy ${percent(record.trainAccuracy)}, validation loss ` +
      `${record.validationLoss.toFixed(4)} accuracy ${percent(record.validationAccuracy)}, ` +
      `${record.seconds.toFixed(0)} s${better ? ', best so far' : ''}`,
  );
}
