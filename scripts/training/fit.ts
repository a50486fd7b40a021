import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { CROP_RULE } from '../data/crops/crop-rule.ts';
import { progressBar } from '../support/progress.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import { faceClasses } from './calibrate.ts';
import { type Network, toVariables } from './network.ts';
import { loadCheckpoint, saveCheckpoint } from './optimiser/checkpoint.ts';
import { createAverage } from './optimiser/weight-average.ts';
import type { TrainOptions } from './options.ts';
import { truthOf } from './outputs.ts';
import { passedOverFaces } from './passed-over.ts';
import { calibratedLoss } from './report/calibration.ts';
import { argmax } from './report/metrics.ts';
import { judgeSamples, type Sample } from './samples.ts';
import { createTrainer, type TrainerSettings } from './trainer.ts';
import { augment, augmentLightly } from './variation/augment.ts';

export interface EpochRecord {
  readonly epoch: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly validationLoss: number;
  readonly validationAccuracy: number;
  readonly seconds: number;
}

export interface Fitted {
  /** The averaged weights of the kept epoch. The caller disposes. */
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

interface FitSamples {
  readonly train: readonly Sample[];
  readonly validation: readonly Sample[];
}

type FitSettings = TrainerSettings &
  Pick<
    TrainOptions,
    | 'epochs'
    | 'batchSize'
    | 'seed'
    | 'variation'
    | 'averaging'
    | 'settled'
    | 'patience'
    | 'keep'
    | 'resume'
  >;

/**
 * Fits the classifier: in each epoch every sample in a new order and a new variation, then validation
 * with the averaged weights, then a checkpoint. All chance comes from the seed, the epoch and the
 * sample, so a resumed run does what the unbroken one would have done.
 * @param start the weights to begin with; they stay the caller's
 * @param runFolder for the checkpoints
 */
export async function fitClassifier(
  network: Network,
  start: NamedWeights,
  { train, validation }: FitSamples,
  settings: FitSettings,
  runFolder: string,
): Promise<Fitted> {
  if (validation.length === 0) throw new Error('No validation crops: the data are too few');
  const lastFolder = path.join(runFolder, 'last');
  const bestFolder = path.join(runFolder, 'best');
  const variables = toVariables(copyOf(start));
  const trainer = createTrainer(network, variables, settings);
  const average = createAverage(variables, settings.averaging);
  let state: RunState = { epoch: 0, history: [], bestEpoch: 0, averagedSteps: 0, leftOut: [] };
  const checkpoint = settings.resume ? await loadCheckpoint<RunState>(lastFolder) : null;
  if (checkpoint) {
    state = checkpoint.state;
    trainer.restore(checkpoint.tensors);
    average.restore(checkpoint.tensors, state.averagedSteps);
    console.log(`Resumed after epoch ${state.epoch}`);
  }

  const plan = planEpochs(train, settings);
  const vary = settings.variation === 'full' ? augment : augmentLightly;
  for (let epoch = state.epoch + 1; epoch <= settings.epochs; epoch++) {
    const started = performance.now();
    if (epoch === settings.settled + 1 && settings.settled > 0) {
      const leftOut = await passedOverFaces(network, average.weights, train);
      console.log(`${leftOut.length} background crops look like faces and are left out from here`);
      state = { ...state, leftOut };
    }
    const trained = await trainEpoch(epoch, new Set(state.leftOut));
    const judged = await judgeSamples(network, average.weights, validation);
    const record: EpochRecord = {
      epoch,
      ...trained,
      // Of faces alone: much background is faces that nobody marked, which a better network contradicts.
      validationLoss: calibratedLoss(judged, faceClasses(network)),
      validationAccuracy:
        judged.filter(({ truth, logits }) => argmax(logits) === truth).length / judged.length,
      seconds: (performance.now() - started) / 1000,
    };
    const best = Math.min(Infinity, ...state.history.map((r) => r.validationLoss));
    const better = settings.keep === 'last' || record.validationLoss < best;
    state = {
      ...state,
      epoch,
      history: [...state.history, record],
      bestEpoch: better ? epoch : state.bestEpoch,
      averagedSteps: average.steps(),
    };
    printRecord(record, better);
    if (better) await saveCheckpoint(bestFolder, { state, tensors: { ...average.weights } });
    await saveCheckpoint(lastFolder, {
      state,
      tensors: { ...trainer.tensors(), ...average.tensors() },
    });
    if (settings.patience > 0 && epoch - state.bestEpoch >= settings.patience) {
      console.log(`No better validation loss for ${settings.patience} epochs: stopped`);
      break;
    }
  }
  trainer.dispose();
  average.dispose();
  const best = await loadCheckpoint<RunState>(bestFolder);
  if (!best) throw new Error('The run ended without a finite validation loss');
  return { weights: best.tensors, history: state.history, bestEpoch: state.bestEpoch };

  async function trainEpoch(epoch: number, leftOut: ReadonlySet<number>) {
    const order = (plan.orders[epoch - 1] as number[]).filter((i) => !leftOut.has(i));
    const progress = progressBar(`Epoch ${epoch}/${settings.epochs}`, order.length);
    let [lossSum, right] = [0, 0];
    for (let step = 0; step * settings.batchSize < order.length; step++) {
      const batch = order
        .slice(step * settings.batchSize, (step + 1) * settings.batchSize)
        .map((i) => train[i] as Sample);
      const pixels = await Promise.all(
        batch.map(({ patch }, k) => {
          const random = seededRandom(settings.seed, epoch, step, k);
          return vary(patch, network.backbone.inputSize, CROP_RULE.fill, random);
        }),
      );
      const truths = batch.map((sample) => truthOf(network.classes, sample));
      const result = await trainer.step(pixels, truths, plan.progress(epoch, step), [epoch, step]);
      average.update();
      lossSum += result.loss * batch.length;
      right += result.right;
      const seen = Math.min(order.length, (step + 1) * settings.batchSize);
      const note = `loss ${(lossSum / seen).toFixed(3)}  accuracy ${(right / seen).toFixed(3)}`;
      for (let k = 0; k < batch.length; k++) progress.step(note);
    }
    progress.end();
    return { trainLoss: lossSum / order.length, trainAccuracy: right / order.length };
  }
}

/** Whether the run in a folder has come to the end of its epochs: to be tested and published, and no more. */
export async function hasFinished(runFolder: string, epochs: number): Promise<boolean> {
  const checkpoint = await loadCheckpoint<RunState>(path.join(runFolder, 'last'));
  if (!checkpoint) return false;
  tf.dispose(checkpoint.tensors);
  return checkpoint.state.epoch >= epochs;
}

function copyOf(weights: NamedWeights): NamedWeights {
  return Object.fromEntries(Object.entries(weights).map(([name, t]) => [name, t.clone()]));
}

/** Which samples each epoch shows, and how far into the run each step is. */
function planEpochs(train: readonly Sample[], { epochs, batchSize, seed }: FitSettings) {
  const orders = Array.from({ length: epochs }, (_, i) => shownIn(i + 1, train, seed));
  const steps = orders.map((order) => Math.ceil(order.length / batchSize));
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const all = sum(steps);
  return {
    orders,
    /** 0 to 1 */
    progress: (epoch: number, step: number) => (sum(steps.slice(0, epoch - 1)) + step) / all,
  };
}

/** The samples of an epoch in their order: indices, some several times, some not at all. */
function shownIn(epoch: number, samples: readonly Sample[], seed: number): number[] {
  const shown = samples.flatMap(({ repeats }, i) => {
    if (repeats >= 1) return new Array<number>(repeats).fill(i);
    return (i + epoch) % Math.round(1 / repeats) === 0 ? [i] : [];
  });
  return shuffled(shown, seededRandom(seed, epoch));
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
