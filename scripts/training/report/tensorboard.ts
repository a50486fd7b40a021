import { rm } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { nativePackage } from '../../engine/engine.ts';
import type { EpochRecord } from '../fit.ts';

interface TensorflowForNode {
  readonly node: { summaryFileWriter(folder: string): SummaryWriter };
}
interface SummaryWriter {
  scalar(name: string, value: number, step: number): void;
  flush(): void;
}

/**
 * The history as TensorBoard reads it: `tensorboard/train` and `tensorboard/validation` with `loss` and
 * `accuracy` for each epoch. It takes the place of an earlier one. Nothing is written where the current
 * backend is not TensorFlow, which has the writer.
 */
export async function writeTensorboard(
  folder: string,
  history: readonly EpochRecord[],
): Promise<void> {
  if (tf.getBackend() !== 'tensorflow') return;
  const { node } = (await nativePackage()) as TensorflowForNode;
  const target = path.join(folder, 'tensorboard');
  await rm(target, { recursive: true, force: true });
  for (const part of ['train', 'validation'] as const) {
    const writer = node.summaryFileWriter(path.join(target, part));
    for (const record of history) {
      writer.scalar('loss', record[`${part}Loss`], record.epoch);
      writer.scalar('accuracy', record[`${part}Accuracy`], record.epoch);
    }
    writer.flush();
  }
}
