import * as tf from '@tensorflow/tfjs-core';
import { MaskGateError } from '../../errors.ts';
import type { Size } from '../../geometry.ts';
import type { Frame, PixelFrame } from '../detector-types.ts';
import { type FramePlanes, rgbaPlanes } from './frame-planes.ts';
import type { CuttableFrame } from './regions.ts';

/**
 * A frame in the form for cropping: planes if the networks run on the processor and the pixels are
 * in its memory, else a tensor. Close it with `closeFrame`.
 * @throws MaskGateError `image-empty`
 */
export function openFrame(frame: Frame): CuttableFrame {
  if ('planes' in frame) return frame;
  refuseEmpty(frame);
  if (tf.getBackend() !== 'wasm' || !('data' in frame)) return readPixels(frame);
  return rgbaPlanes(asBytes(frame.data), frame);
}

export function closeFrame(frame: CuttableFrame): void {
  if (!('planes' in frame)) frame.dispose();
}

/** [height, width, 3], float32, 0 to 255. @throws MaskGateError `image-empty` */
export function readPixels(frame: Exclude<Frame, FramePlanes>): tf.Tensor3D {
  refuseEmpty(frame);
  return tf.tidy(() => tf.cast(tf.browser.fromPixels(asPixelSource(frame)), 'float32'));
}

function refuseEmpty({ width, height }: Size): void {
  if (width >= 1 && height >= 1) return;
  throw new MaskGateError('image-empty', `A frame of ${width} x ${height} px`);
}

type PixelSource = Parameters<typeof tf.browser.fromPixels>[0];

/** TensorFlow.js accepts plain pixels only as a Uint8Array. */
function asPixelSource(frame: Exclude<Frame, FramePlanes>): PixelSource {
  if ('data' in frame && frame.data instanceof Uint8ClampedArray) {
    return { data: asBytes(frame.data), width: frame.width, height: frame.height };
  }
  return frame as PixelSource;
}

function asBytes(data: ImageData['data'] | PixelFrame['data']): Uint8Array {
  if (data instanceof Uint8Array) return data;
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
