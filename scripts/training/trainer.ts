import * as tf from '@tensorflow/tfjs';
import { classLogits } from '../../lib/vision/judge/answers.ts';
import { seededRandom } from '../support/random.ts';
import { backboneOf } from './backbones/index.ts';
import { classifierLogits, isHead, type Variables } from './network.ts';
import { ScheduledAdam, warmupCosine } from './optimiser/adam.ts';
import { partialLabelLoss, type Truth } from './optimiser/losses.ts';
import { restoreTraining, trainingTensors } from './optimiser/training-state.ts';
import type { TrainOptions } from './options.ts';
import { outputGroups, outputsOf } from './outputs.ts';
import { argmax } from './report/metrics.ts';
import { stack } from './samples.ts';

/** The variables with their two optimisers: a high rate for the new head, a low one behind it. */
export function createTrainer(variables: Variables, options: TrainOptions) {
  const head = new ScheduledAdam(options.weightDecay);
  const backbone = new ScheduledAdam(options.weightDecay);
  const names = Object.keys(variables).filter((name) => options.backboneRate > 0 || isHead(name));
  const moving = names.map((name) => variables[name] as tf.Variable);
  const state = { variables, optimisers: { head, backbone } };
  const network = backboneOf(options.backbone);
  const outputs = outputsOf(options.classes);
  const groups = outputGroups(options.classes);

  return {
    /** @param progress part of the whole run that is done, 0 to 1 */
    async step(
      pictures: readonly Float32Array[],
      truths: readonly Truth[],
      progress: number,
      position: readonly [number, number],
    ): Promise<{ loss: number; right: number }> {
      const seed = Math.floor(seededRandom(options.seed, ...position, 1)() * 2 ** 31);
      const pixels = stack(pictures, network.inputSize);
      let logits: tf.Tensor2D | undefined;
      const { value, grads } = tf.variableGrads(() => {
        const dropout = { rate: options.dropout, seed };
        logits = tf.keep(classifierLogits(variables, pixels, dropout, network));
        return partialLabelLoss(logits, truths, groups, options.labelSmoothing);
      }, moving);
      const constant = options.recipe === 'notes';
      const rate = (peak: number) =>
        constant ? peak : warmupCosine(peak, progress, options.warmup);
      const parts = splitGradients(grads);
      head.step(rate(options.learningRate), parts.head);
      if (options.backboneRate > 0) backbone.step(rate(options.backboneRate), parts.backbone);
      const [loss] = await value.data();
      const rows = await (logits as tf.Tensor2D).array();
      tf.dispose([pixels, value, grads, logits as tf.Tensor2D]);
      if (!Number.isFinite(loss)) throw new Error('The loss is not finite: lower the rates');
      return {
        loss: loss as number,
        right: rows.filter(
          (row, i) => argmax(classLogits(outputs, row, options.classes)) === truths[i]?.class,
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
