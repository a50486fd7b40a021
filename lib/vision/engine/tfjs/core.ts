/**
 * Stands for `@tensorflow/tfjs-core` in pages (`next.config.mjs`), whose own index brings optimisers, model
 * files, string hashes and the gradients of all: 70 kB of script that no page runs. This one holds what the
 * engines and `lib` use, as TensorFlow.js's guide to smaller bundles has it.
 */
import './start.ts';
import { decodeWeights } from '@tensorflow/tfjs-core/dist/io/io_utils';
import { conv2d } from '@tensorflow/tfjs-core/dist/ops/fused/conv2d';
import { cropAndResize } from '@tensorflow/tfjs-core/dist/ops/image/crop_and_resize';

export { DataStorage, KernelBackend } from '@tensorflow/tfjs-core/dist/backends/backend';
export * as kernel_impls from '@tensorflow/tfjs-core/dist/backends/kernel_impls';
export { nextFrame } from '@tensorflow/tfjs-core/dist/browser_util';
export * as device_util from '@tensorflow/tfjs-core/dist/device_util';
export { env } from '@tensorflow/tfjs-core/dist/environment';
export * from '@tensorflow/tfjs-core/dist/globals';
export * from '@tensorflow/tfjs-core/dist/kernel_names';
export * from '@tensorflow/tfjs-core/dist/kernel_registry';
export * as broadcast_util from '@tensorflow/tfjs-core/dist/ops/broadcast_util';
export * as browser from '@tensorflow/tfjs-core/dist/ops/browser';
export * as gather_util from '@tensorflow/tfjs-core/dist/ops/gather_nd_util';
export * from '@tensorflow/tfjs-core/dist/ops/ops';
export * as scatter_util from '@tensorflow/tfjs-core/dist/ops/scatter_nd_util';
export * as slice_util from '@tensorflow/tfjs-core/dist/ops/slice_util';
export { Tensor, TensorBuffer, Variable } from '@tensorflow/tfjs-core/dist/tensor';
export { Rank, sumOutType, upcastType } from '@tensorflow/tfjs-core/dist/types';
export * as backend_util from './backend-util.ts';
export * as util from './util.ts';

export const fused = { conv2d };
export const image = { cropAndResize };
export const io = { decodeWeights };
