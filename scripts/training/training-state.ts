import type * as tf from '@tensorflow/tfjs';
import type { ScheduledAdam } from './adam.ts';
import type { Variables } from './network.ts';

/** What moves while a network is trained: its variables, and its optimisers by name. */
export interface TrainingState {
  readonly variables: Variables;
  readonly optimisers: Readonly<Record<string, ScheduledAdam>>;
}

/** All of it as named tensors, for a checkpoint. The variables are not copied. */
export async function trainingTensors({
  variables,
  optimisers,
}: TrainingState): Promise<Record<string, tf.Tensor>> {
  const result: Record<string, tf.Tensor> = {};
  for (const [name, variable] of Object.entries(variables)) result[`weight:${name}`] = variable;
  for (const [name, optimiser] of Object.entries(optimisers)) {
    (await optimiser.getWeights()).forEach(({ tensor }, i) => {
      result[`${name}:${String(i).padStart(3, '0')}`] = tensor;
    });
  }
  return result;
}

/** Puts back what `trainingTensors` gave. */
export async function restoreTraining(
  { variables, optimisers }: TrainingState,
  tensors: Readonly<Record<string, tf.Tensor>>,
): Promise<void> {
  for (const [name, variable] of Object.entries(variables)) {
    variable.assign(tensors[`weight:${name}`] as tf.Tensor);
  }
  for (const [name, optimiser] of Object.entries(optimisers)) {
    const keys = Object.keys(tensors).filter((key) => key.startsWith(`${name}:`));
    const weights = keys.sort().map((key) => ({ name: key, tensor: tensors[key] as tf.Tensor }));
    // An optimiser that never stepped, as that of a frozen backbone, has nothing.
    if (weights.length > 0) await optimiser.setWeights(weights);
  }
}
