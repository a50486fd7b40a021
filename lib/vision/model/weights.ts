import * as tf from '@tensorflow/tfjs-core';
import { MaskGateError } from '../../errors.ts';
import type { FaceFinderManifest } from './manifest.ts';

/** Tensors by name; a network is a function of these. */
export type NamedWeights = Readonly<Record<string, tf.Tensor>>;

type WeightsEntry = FaceFinderManifest['weights'];

/**
 * Tensors from a weights file, dequantised to float32 on the current backend.
 * @throws MaskGateError `model-invalid` where the file does not have the manifest's length.
 */
export function decodeWeights(file: ArrayBuffer, entry: WeightsEntry): NamedWeights {
  if (file.byteLength !== entry.bytes) {
    throw new MaskGateError(
      'model-invalid',
      `${entry.file} has ${file.byteLength} bytes, its manifest says ${entry.bytes}`,
    );
  }
  return tf.io.decodeWeights(file, entry.tensors as tf.io.WeightsManifestEntry[]);
}

export function disposeWeights(weights: NamedWeights): void {
  tf.dispose(Object.values(weights));
}

/** The tensor of that name. @throws MaskGateError `model-invalid` where there is none. */
export function weight<R extends tf.Rank>(weights: NamedWeights, name: string): tf.Tensor<R> {
  const tensor = weights[name];
  if (!tensor) throw new MaskGateError('model-invalid', `The model has no weights named ${name}`);
  return tensor as tf.Tensor<R>;
}
