import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import { seededRandom, shuffled } from '../support/random.ts';
import { headLogits, newHead, toVariables, type Variables } from '../training/network.ts';
import { ScheduledAdam } from '../training/optimiser/adam.ts';
import { binaryCrossEntropy, smoothedNll } from '../training/optimiser/losses.ts';
import type { TrialSettings } from './settings.ts';

/** Features of samples and their classes. */
export interface LabelledFeatures {
  /** [N, featureCount] */
  readonly features: tf.Tensor2D;
  /** Index of each sample's class. */
  readonly truths: readonly number[];
}

export type HeadSettings = Pick<
  TrialSettings,
  'epochs' | 'batchSize' | 'learningRate' | 'weightDecay' | 'dropout' | 'loss' | 'classes'
>;

/**
 * Trains the head with Adam at a constant rate. The result has the weights after the last epoch.
 * The caller disposes.
 * @throws Error where the loss is not finite
 */
export async function fitHead(
  { features, truths }: LabelledFeatures,
  settings: HeadSettings,
  seed: number,
): Promise<Variables> {
  const { epochs, batchSize, learningRate, weightDecay } = settings;
  const head = toVariables(newHead(features.shape[1], settings.classes.length, seed));
  const optimiser = new ScheduledAdam(weightDecay);
  const all = truths.map((_, i) => i);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = shuffled(all, seededRandom(seed, epoch));
    for (let start = 0; start < order.length; start += batchSize) {
      const batch = order.slice(start, start + batchSize);
      const dropoutSeed = Math.floor(seededRandom(seed, epoch, start, 1)() * 2 ** 31);
      const { value, grads } = tf.variableGrads(
        () => batchLoss(head, { features, truths }, batch, settings, dropoutSeed),
        Object.values(head),
      );
      optimiser.step(learningRate, grads);
      tf.dispose(grads);
      if (start + batchSize >= order.length) await refuseInfinite(value);
      value.dispose();
    }
  }
  optimiser.dispose();
  return head;
}

function batchLoss(
  head: NamedWeights,
  { features, truths }: LabelledFeatures,
  batch: readonly number[],
  { dropout, loss }: HeadSettings,
  seed: number,
): tf.Scalar {
  const rows = tf.gather(features, tf.tensor1d([...batch], 'int32'));
  const logits = headLogits(head, rows, dropout > 0 ? { rate: dropout, seed } : undefined);
  const own = batch.map((i) => truths[i] as number);
  return loss === 'bce' ? binaryCrossEntropy(logits, own) : smoothedNll(logits, own, 0);
}

async function refuseInfinite(loss: tf.Tensor): Promise<void> {
  const [value] = await loss.data();
  if (!Number.isFinite(value)) throw new Error('The loss is not finite: lower the rate');
}
