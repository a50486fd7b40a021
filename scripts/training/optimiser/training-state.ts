import type * as tf from '@tensorflow/tfjs';
import type { Variables } from '../network.ts';
import type { ScheduledAdam } from './adam.ts';

/** What moves while a network is trained: its variables, and its optimisers by name. */
export interface TrainingState {
  readonly variables: Variables;
  readonly optimisers: Readonly<Record<string, ScheduledAdam>>;
}

/** All of it as named tensors, for a checkpoint. The variables are not copied. */
export function trainingTensors({
  variables,
  optimisers,
}: TrainingState): Record<string, tf.Tensor> {
  const result: Record<string, tf.Tensor> = {};
  for (const [name, variable] of Object.entries(variables)) result[`weight:${name}`] = variable;
  for (const [name, optimiser] of Object.entries(optimisers)) {
    for (const [key, tensor] of Object.entries(optimiser.tensors())) {
      result[`${name}:${key}`] = tensor;
    }
  }
  return result;
}

/** Puts back what `trainingTensors` gave. */
export function restoreTraining(
  { variables, optimisers }: TrainingState,
  tensors: Readonly<Record<string, tf.Tensor>>,
): void {
  for (const [name, variable] of Object.entries(variables)) {
    variable.assign(tensors[`weight:${name}`] as tf.Tensor);
  }
  for (const [name, optimiser] of Object.entries(optimisers)) {
    const own = Object.entries(tensors).filter(([key]) => key.startsWith(`${name}:`));
    optimiser.restore(
      Object.fromEntries(own.map(([key, tensor]) => [key.slice(name.length + 1), tensor])),
    );
  }
}
