import {
  type ClassLabel,
  classOf,
  type OutputLabel,
  WORN_WAYS,
  type WornWay,
} from '../../lib/vision/labels.ts';
import type { OutputGroups, Truth } from './optimiser/losses.ts';

/** The outputs of a network for these classes: `incorrect_mask` has one for each way of wearing. */
export function outputsOf(classes: readonly ClassLabel[]): OutputLabel[] {
  return classes.flatMap((label): OutputLabel[] =>
    label === 'incorrect_mask' ? [...WORN_WAYS] : [label],
  );
}

/** The outputs of each class, by index. */
export function outputGroups(classes: readonly ClassLabel[]): OutputGroups {
  const outputs = outputsOf(classes);
  return classes.map((label) =>
    outputs.flatMap((output, i) => (classOf(output) === label ? [i] : [])),
  );
}

/** @param way how the mask is worn, where that is known */
export function truthOf(
  classes: readonly ClassLabel[],
  sample: { readonly truth: number; readonly way?: WornWay },
): Truth {
  const { truth, way } = sample;
  return { class: truth, ...(way && { output: outputsOf(classes).indexOf(way) }) };
}
