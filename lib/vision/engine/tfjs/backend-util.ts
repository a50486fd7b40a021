/** TensorFlow.js's `backend_util` without what only sparse and ragged tensors and `einsum` need. */
export {
  fromStringArrayToUint8,
  fromUint8ToStringArray,
} from '@tensorflow/tfjs-core/dist/backends/backend_util';
export * from '@tensorflow/tfjs-core/dist/backends/complex_util';
export * from '@tensorflow/tfjs-core/dist/log';
export * from '@tensorflow/tfjs-core/dist/ops/array_ops_util';
export * from '@tensorflow/tfjs-core/dist/ops/axis_util';
export * from '@tensorflow/tfjs-core/dist/ops/broadcast_util';
export * from '@tensorflow/tfjs-core/dist/ops/concat_util';
export * from '@tensorflow/tfjs-core/dist/ops/conv_util';
export * from '@tensorflow/tfjs-core/dist/ops/erf_util';
export * from '@tensorflow/tfjs-core/dist/ops/fused_util';
export * from '@tensorflow/tfjs-core/dist/ops/gather_nd_util';
export * from '@tensorflow/tfjs-core/dist/ops/reduce_util';
export * from '@tensorflow/tfjs-core/dist/ops/rotate_util';
export * from '@tensorflow/tfjs-core/dist/ops/scatter_nd_util';
export * as segment_util from '@tensorflow/tfjs-core/dist/ops/segment_util';
export * from '@tensorflow/tfjs-core/dist/ops/selu_util';
export * as slice_util from '@tensorflow/tfjs-core/dist/ops/slice_util';
export * from '@tensorflow/tfjs-core/dist/ops/split_util';
export { upcastType } from '@tensorflow/tfjs-core/dist/types';
