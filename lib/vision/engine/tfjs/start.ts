/**
 * Starts TensorFlow.js in a browser as its own `base_side_effects` does, without its stores of models in
 * `localStorage` and IndexedDB.
 */
import '@tensorflow/tfjs-core/dist/flags';
import { env } from '@tensorflow/tfjs-core/dist/environment';
import { buffer } from '@tensorflow/tfjs-core/dist/ops/buffer';
import { cast } from '@tensorflow/tfjs-core/dist/ops/cast';
import { clone } from '@tensorflow/tfjs-core/dist/ops/clone';
import { print } from '@tensorflow/tfjs-core/dist/ops/print';
import { isTypedArrayBrowser } from '@tensorflow/tfjs-core/dist/platforms/is_typed_array_browser';
import { setOpHandler } from '@tensorflow/tfjs-core/dist/tensor';

env().setPlatform('browser', {
  fetch: (path, init) => fetch(path, init),
  now: () => performance.now(),
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes, encoding) => new TextDecoder(encoding).decode(bytes),
  isTypedArray: isTypedArrayBrowser,
});
setOpHandler({ buffer, cast, clone, print });
