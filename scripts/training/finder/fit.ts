import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import type { Size } from '../../../lib/geometry.ts';
import { anchorsOf } from '../../../lib/vision/find/anchors.ts';
import { normalizeForFinder } from '../../../lib/vision/find/face-finder.ts';
import { blazeFace, headsOf } from '../../../lib/vision/model/networks/blazeface.ts';
import type { NamedWeights } from '../../../lib/vision/model/weights.ts';
import { progressBar } from '../../support/progress.ts';
import { seededRandom, shuffled } from '../../support/random.ts';
import { toVariables } from '../network.ts';
import { ScheduledAdam, warmupCosine } from '../optimiser/adam.ts';
import { loadCheckpoint, saveCheckpoint } from '../optimiser/checkpoint.ts';
import { restoreTraining, trainingTensors } from '../optimiser/training-state.ts';
import { createAverage } from '../optimiser/weight-average.ts';
import { assignAnchors } from './assign.ts';
import { isFine } from './fine-head.ts';
import { finderLoss } from './loss.ts';
import type { FinderOptions } from './options.ts';
import type { MarkedImage } from './photographs.ts';
import { ALL_SHAPES } from './shapes.ts';
import { randomTrainingView, type TrainingView } from './views.ts';

interface FinderState {
  readonly epoch: number;
  readonly averagedSteps: number;
}

/**
 * Trains BlazeFace's weights further. Small steps: the network is pretrained, and rates from
 * 3e-4 on destroy it; the fine head, which starts from nothing, has a rate of its own. Each step has views
 * of one input shape. A checkpoint an epoch.
 * @param start the weights to begin with, disposed of
 * @param readImages reads the photographs; not called where a resumed run has no epoch left
 * @returns the averaged weights after the last epoch. The caller disposes.
 */
export async function fitFinder(
  start: NamedWeights,
  readImages: () => Promise<readonly MarkedImage[]>,
  options: FinderOptions,
  runFolder: string,
): Promise<NamedWeights> {
  const checkpointFolder = path.join(runFolder, 'last');
  const checkpoint = options.resume ? await loadCheckpoint<FinderState>(checkpointFolder) : null;
  const done = checkpoint?.state.epoch ?? 0;
  // Before training moves the weights: they tell which portraits serve.
  const images = done < options.epochs ? await readImages() : [];
  const variables = toVariables(start);
  const trained = Object.values(variables).filter(
    ({ name }) => !isFrozen(name, options.frozenStages),
  );
  const optimisers = { adam: new ScheduledAdam(0), fine: new ScheduledAdam(0) };
  const average = createAverage(variables, options.averaging);
  const state = { variables, optimisers };
  if (checkpoint) {
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
      const ofStep = seededRandom(options.seed, epoch, step);
      const shape = ALL_SHAPES[Math.floor(ofStep() * ALL_SHAPES.length)] as Size;
      const views = await Promise.all(
        batch.map((i, k) => {
          const random = seededRandom(options.seed, epoch, step, k);
          return randomTrainingView(images[i] as MarkedImage, shape, random);
        }),
      );
      const overall = ((epoch - 1) * stepsPerEpoch + step) / (options.epochs * stepsPerEpoch);
      const { loss, grads } = finderGradients(variables, trained, views, shape);
      for (const [name, optimiser] of Object.entries(optimisers)) {
        const isOwn = (variable: string) => isFine(variable) === (name === 'fine');
        const peak = name === 'fine' ? options.fineLearningRate : options.learningRate;
        optimiser.step(
          warmupCosine(peak, overall, options.warmup),
          Object.fromEntries(Object.entries(grads).filter(([variable]) => isOwn(variable))),
        );
      }
      tf.dispose(grads);
      total += loss;
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
  for (const optimiser of Object.values(optimisers)) optimiser.dispose();
  tf.dispose(Object.values(variables));
  return average.weights;
}

function isFrozen(name: string, stages: number): boolean {
  const stage = name.match(/^stage(\d)/)?.[1];
  return stage === undefined ? stages > 0 && name.startsWith('stem/') : Number(stage) < stages;
}

/** The loss on views of one shape, and its gradients, which the caller disposes. */
function finderGradients(
  variables: Readonly<Record<string, tf.Variable>>,
  trained: tf.Variable[],
  views: readonly TrainingView[],
  { width, height }: Size,
): { loss: number; grads: tf.NamedTensorMap } {
  const anchors = anchorsOf({ width, height }, headsOf(variables));
  const length = width * height * 3;
  const pixels = new Float32Array(views.length * length);
  views.forEach((view, i) => {
    pixels.set(view.pixels, i * length);
  });
  const image = tf.tensor4d(pixels, [views.length, height, width, 3]);
  const { value, grads } = tf.variableGrads(() => {
    const output = blazeFace(variables, normalizeForFinder(image));
    // Which anchor answers for which face depends on what the network says now.
    const predictions = output.dataSync() as Float32Array;
    const each = predictions.length / views.length;
    const assignments = views.map((view, i) =>
      assignAnchors(predictions.subarray(i * each, (i + 1) * each), view, anchors),
    );
    return finderLoss(output, assignments, anchors);
  }, trained);
  const [loss] = value.dataSync();
  tf.dispose([image, value]);
  if (!Number.isFinite(loss)) throw new Error('The loss is not finite: lower the learning rate');
  return { loss: loss as number, grads };
}
