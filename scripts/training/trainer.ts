import * as tf from '@tensorflow/tfjs';
import { classLogits } from '../../lib/vision/judge/answers.ts';
import { seededRandom } from '../support/random.ts';
import { classifierLogits, isHead, type Network, type Variables } from './network.ts';
import { ScheduledAdam, warmupCosine } from './optimiser/adam.ts';
import { partialLabelLoss, type Truth } from './optimiser/losses.ts';
import { restoreTraining, trainingTensors } from './optimiser/training-state.ts';
import type { TrainOptions } from './options.ts';
import { outputGroups, outputsOf } from './outputs.ts';
import { argmax } from './report/metrics.ts';
import { stack } from './samples.ts';

export type TrainerSettings = Pick<
  TrainOptions,
  | 'recipe'
  | 'seed'
  | 'learningRate'
  | 'backboneRate'
  | 'warmup'
  | 'weightDecay'
  | 'dropout'
  | 'labelSmoothing'
>;

/** The variables with their two optimisers: a high rate for the head, a low one for the backbone. */
export function createTrainer(
  { backbone: body, classes }: Network,
  variables: Variables,
  settings: TrainerSettings,
) {
  const head = new ScheduledAdam(settings.weightDecay);
  const backbone = new ScheduledAdam(settings.weightDecay);
  const names = Object.keys(variables).filter((name) => settings.backboneRate > 0 || isHead(name));
  const moving = names.map((name) => variables[name] as tf.Variable);
  const state = { variables, optimisers: { head, backbone } };
  const outputs = outputsOf(classes);
  const groups = outputGroups(classes);

  return {
    /** @param progress part of the whole run that is done, 0 to 1 */
    async step(
      pictures: readonly Float32Array[],
      truths: readonly Truth[],
      progress: number,
      position: readonly [number, number],
    ): Promise<{ loss: number; right: number }> {
      const seed = Math.floor(seededRandom(settings.seed, ...position, 1)() * 2 ** 31);
      const pixels = stack(pictures, body.inputSize);
      let logits: tf.Tensor2D | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const dropout = { rate: settings.dropout, seed };
        logits = tf.keep(classifierLogits(body, variables, pixels, dropout));
        return partialLabelLoss(logits, truths, groups, settings.labelSmoothing);
      }, moving);
      const constant = settings.recipe === 'notes';
      const rate = (peak: number) =>
        constant ? peak : warmupCosine(peak, progress, settings.warmup);
      const parts = splitGradients(grads);
      head.step(rate(settings.learningRate), parts.head);
      if (settings.backboneRate > 0) backbone.step(rate(settings.backboneRate), parts.backbone);
      const [loss] = await value.data();
      const rows = await (logits as tf.Tensor2D).array();
      tf.dispose([pixels, value, grads, logits as tf.Tensor2D]);
      if (!Number.isFinite(loss)) throw new Error('The loss is not finite: lower the rates');
      return {
        loss: loss as number,
        right: rows.filter(
          (row, i) => argmax(classLogits(outputs, row, classes)) === truths[i]?.class,
        ).length,
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
