import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { BLAZEFACE_INPUT_SIZE, blazeFace } from '../../../lib/vision/model/networks/blazeface.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { progressBar } from '../../support/progress.ts';
import { seededRandom, shuffled } from '../../support/random.ts';
import { toVariables } from '../network.ts';
import { ScheduledAdam, warmupCosine } from '../optimiser/adam.ts';
import { loadCheckpoint, saveCheckpoint } from '../optimiser/checkpoint.ts';
import { restoreTraining, trainingTensors } from '../optimiser/training-state.ts';
import { createAverage } from '../optimiser/weight-average.ts';
import { assignAnchors } from './assign.ts';
import { finderLoss } from './loss.ts';
import type { FinderOptions } from './options.ts';
import type { MarkedImage } from './photographs.ts';
import { randomTrainingView, type TrainingView } from './views.ts';

const SIZE = BLAZEFACE_INPUT_SIZE;

interface FinderState {
  readonly epoch: number;
  readonly averagedSteps: number;
}

/**
 * Trains BlazeFace's weights further. Small steps: the network is pretrained, and rates from
 * 3e-4 on destroy it. A checkpoint an epoch.
 * @param start the weights to begin with, disposed of
 * @returns the averaged weights after the last epoch. The caller disposes.
 */
export async function fitFinder(
  start: NamedWeights,
  images: readonly MarkedImage[],
  options: FinderOptions,
  runFolder: string,
): Promise<NamedWeights> {
  const checkpointFolder = path.join(runFolder, 'last');
  const checkpoint = options.resume ? await loadCheckpoint<FinderState>(checkpointFolder) : null;
  const variables = toVariables(start);
  const trained = Object.values(variables).filter(
    ({ name }) => !isFrozen(name, options.frozenStages),
  );
  const optimiser = new ScheduledAdam(0);
  const average = createAverage(variables, options.averaging);
  const state = { variables, optimisers: { adam: optimiser } };
  let done = 0;
  if (checkpoint) {
    done = checkpoint.state.epoch;
    restoreTraining(state, checkpoint.tensors);
    average.restore(checkpoint.tensors, checkpoint.state.averagedSteps);
    tf.dispose(checkpoint.tensors);
    console.log(`Resumed after epoch ${done}`);
  }

  const indices = images.flatMap(({ boxes }, i) =>
    new Array<number>(boxes === 'drawn' ? options.viewsPerPhotograph : 1).fill(i),
  );
  const stepsPerEpoch = Math.ceil(indices.length / options.batchSize);
  for (let epoch = done + 1; epoch <= options.epochs; epoch++) {
    const order = shuffled(indices, seededRandom(options.seed, epoch));
    const progress = progressBar(`Epoch ${epoch}/${options.epochs}`, stepsPerEpoch);
    let total = 0;
    for (let step = 0; step < stepsPerEpoch; step++) {
      const batch = order.slice(step * options.batchSize, (step + 1) * options.batchSize);
      const views = await Promise.all(
        batch.map((i, k) =>
          randomTrainingView(images[i] as MarkedImage, seededRandom(options.seed, epoch, step, k)),
        ),
      );
      const overall = ((epoch - 1) * stepsPerEpoch + step) / (options.epochs * stepsPerEpoch);
      const rate = warmupCosine(options.learningRate, overall, options.warmup);
      total += finderStep(variables, trained, optimiser, views, rate);
      average.update();
      progress.step(`loss ${(total / (step + 1)).toFixed(4)}`);
    }
    progress.end();
    console.log(`epoch ${epoch}: loss ${(total / stepsPerEpoch).toFixed(4)}`);
    await saveCheckpoint<FinderState>(checkpointFolder, {
      state: { epoch, averagedSteps: average.steps() },
      tensors: { ...trainingTensors(state), ...average.tensors() },
    });
  }
  optimiser.dispose();
  tf.dispose(Object.values(variables));
  return average.weights;
}

function isFrozen(name: string, stages: number): boolean {
  const stage = name.match(/^stage(\d)/)?.[1];
  return stage === undefined ? stages > 0 && name.startsWith('stem/') : Number(stage) < stages;
}

/** One step of the optimiser. @returns the loss */
function finderStep(
  variables: Readonly<Record<string, tf.Variable>>,
  trained: tf.Variable[],
  optimiser: ScheduledAdam,
  views: readonly TrainingView[],
  rate: number,
): number {
  const pixels = new Float32Array(views.length * SIZE * SIZE * 3);
  views.forEach((view, i) => {
    pixels.set(view.pixels, i * SIZE * SIZE * 3);
  });
  const image = tf.tensor4d(pixels, [views.length, SIZE, SIZE, 3]);
  const { value, grads } = tf.variableGrads(() => {
    const output = blazeFace(variables, tf.sub(tf.div(image, 127.5), 1));
    // Which anchor answers for which face depends on what the network says now.
    const predictions = output.dataSync() as Float32Array;
    const length = predictions.length / views.length;
    const assignments = views.map((view, i) =>
      assignAnchors(predictions.subarray(i * length, (i + 1) * length), view),
    );
    return finderLoss(output, assignments);
  }, trained);
  optimiser.step(rate, grads);
  const [loss] = value.dataSync();
  tf.dispose([image, value, grads]);
  if (!Number.isFinite(loss)) throw new Error('The loss is not finite: lower the learning rate');
  return loss as number;
}
