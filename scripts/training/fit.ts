import path from 'node:path';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { progressBar } from '../support/progress.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import { backboneOf } from './backbones/index.ts';
import { toVariables } from './network.ts';
import { loadCheckpoint, saveCheckpoint } from './optimiser/checkpoint.ts';
import { createAverage } from './optimiser/weight-average.ts';
import type { TrainOptions } from './options.ts';
import { truthOf } from './outputs.ts';
import { argmax, negativeLogLikelihood, softmax } from './report/metrics.ts';
import { judgeSamples, type Sample } from './samples.ts';
import { createTrainer } from './trainer.ts';
import { augment } from './variation/augment.ts';

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
      const truths = batch.map((i) => truthOf(options.classes, train[i] as Sample));
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
      options.classes,
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
    options.classes,
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

function printRecord(record: EpochRecord, better: boolean): void {
  const percent = (x: number) => `${(100 * x).toFixed(2)}%`;
  console.log(
    `epoch ${record.epoch}: train loss ${record.trainLoss.toFixed(4)} ` +
      `accuracy ${percent(record.trainAccuracy)}, validation loss ` +
      `${record.validationLoss.toFixed(4)} accuracy ${percent(record.validationAccuracy)}, ` +
      `${record.seconds.toFixed(0)} s${better ? ', best so far' : ''}`,
  );
}
