import * as tf from '@tensorflow/tfjs';
import { CLASS_LABELS } from '../../lib/vision/labels.ts';
import { disposeWeights } from '../../lib/vision/model/weights.ts';
import { progressBar } from '../support/progress.ts';
import { fitHead, type HeadSettings } from '../sweep/fit-head.ts';
import { headLogits } from '../training/network.ts';
import { softmax } from '../training/report/metrics.ts';

/** A strong weight decay keeps the head from learning single wrong labels by heart. */
const HEAD: Omit<HeadSettings, 'epochs'> = {
  batchSize: 64,
  learningRate: 1e-3,
  weightDecay: 0.1,
  dropout: 0.5,
  loss: 'nll',
  classes: [...CLASS_LABELS],
};
/** Few data need more epochs to come to as many steps. */
const LEAST_EPOCHS = 20;
const LEAST_STEPS = 300;

interface FoldedFeatures {
  /** [N, channels] */
  readonly features: tf.Tensor2D;
  /** Index of each label among the classes. */
  readonly truths: readonly number[];
  /** Of each row, from 0. */
  readonly folds: readonly number[];
}

/** Probabilities of the classes for each row, by a head that learnt from the rows of the other folds. */
export async function judgeUnseen(
  { features, truths, folds }: FoldedFeatures,
  seed: number,
): Promise<number[][]> {
  const shares: number[][] = truths.map(() => []);
  const all = [...new Set(folds)];
  const progress = progressBar('Judging fold by fold', all.length);
  const rowsOf = (rows: readonly number[]) =>
    tf.tidy(() => tf.gather(features, tf.tensor1d([...rows], 'int32')));
  for (const fold of all) {
    const inside = folds.flatMap((one, i) => (one === fold ? [i] : []));
    const outside = folds.flatMap((one, i) => (one === fold ? [] : [i]));
    const learnt = rowsOf(outside);
    const steps = Math.ceil(outside.length / HEAD.batchSize);
    const epochs = Math.max(LEAST_EPOCHS, Math.ceil(LEAST_STEPS / steps));
    const own = outside.map((i) => truths[i] as number);
    const head = await fitHead({ features: learnt, truths: own }, { ...HEAD, epochs }, seed);
    const asked = rowsOf(inside);
    const logits = tf.tidy(() => headLogits(head, asked));
    const rows = await logits.array();
    inside.forEach((i, k) => {
      shares[i] = softmax(rows[k] as number[]);
    });
    tf.dispose([learnt, asked, logits]);
    disposeWeights(head);
    progress.step();
  }
  progress.end();
  return shares;
}
