/** TensorFlow.js's `util` without hashes of strings, which bring a library for 64-bit numbers. */
export {
  createScalarValue,
  decodeString,
  encodeString,
  fetch,
  flatten,
  isTypedArray,
  now,
  toTypedArray,
} from '@tensorflow/tfjs-core/dist/util';
export * from '@tensorflow/tfjs-core/dist/util_base';
