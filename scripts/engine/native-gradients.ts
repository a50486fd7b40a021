import * as tf from '@tensorflow/tfjs';
import { attributesOf, type NativeBackend } from './native-operations.ts';

/**
 * Gradients for the backend `tensorflow`. tfjs-node computes them with slow operations; these use
 * faster operations of TensorFlow itself.
 */

const RELU_GRAD = 'ReluGrad';
const MAX_POOL_GRAD = 'MaxPoolGrad';

/** @throws Error when tfjs-node is not loaded */
export function registerNativeGradients(): void {
  if (tf.getKernel(RELU_GRAD, 'tensorflow')) return;
  tf.registerKernel({
    kernelName: RELU_GRAD,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, backend }) =>
      reluGrad(inputs as ReluGradInputs, backend as unknown as NativeBackend),
  });
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    kernelName: 'Relu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({
      x: () =>
        tf.engine().runKernel(RELU_GRAD, { dy: dy as tf.Tensor, x: x as tf.Tensor }) as tf.Tensor,
    }),
  });
  tf.unregisterKernel(MAX_POOL_GRAD, 'tensorflow');
  tf.registerKernel({
    kernelName: MAX_POOL_GRAD,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, attrs, backend }) =>
      maxPoolGrad(
        inputs as MaxPoolGradInputs,
        attrs as unknown as PoolAttributes,
        backend as unknown as NativeBackend,
      ),
  });
}

type ReluGradInputs = Record<'dy' | 'x', tf.Tensor>;

/**
 * A single operation. TensorFlow.js composes it of nine passes over the activations (step, casts to
 * int32 and back, product), which take a quarter of a training step.
 */
function reluGrad({ dy, x }: ReluGradInputs, backend: NativeBackend): tf.Tensor {
  const { type } = attributesOf(backend);
  return backend.executeSingleOutput(RELU_GRAD, [type('T', 'TF_FLOAT')], [dy, x]);
}

type MaxPoolGradInputs = Record<'dy' | 'input', tf.Tensor4D>;
interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
}

/**
 * Finds the position of the largest value in each window and adds the gradient there: half the time
 * of TensorFlow's MaxPoolGrad.
 * The positions are found as int32, in a third of the time of int64, and then cast, because the
 * second operation takes int64 only. TensorFlow.js has no int64 tensors, so the code uses handles.
 */
function maxPoolGrad(
  { dy, input }: MaxPoolGradInputs,
  { filterSize, strides, pad }: PoolAttributes,
  backend: NativeBackend,
): tf.Tensor {
  const { binding } = backend;
  const { type, ints, text, flag } = attributesOf(backend);
  const pool = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad);
  const attributes = (places: 'TF_INT32' | 'TF_INT64') => [
    ints('ksize', [1, pool.filterHeight, pool.filterWidth, 1]),
    ints('strides', [1, pool.strideHeight, pool.strideWidth, 1]),
    text('padding', pool.padInfo.type),
    flag('include_batch_in_index', false),
    type('Targmax', places),
    type('T', 'TF_FLOAT'),
  ];
  const found = backend.executeMultipleOutputs(
    'MaxPoolWithArgmax',
    attributes('TF_INT32'),
    [input],
    2,
  );
  const [places] = binding.executeOp(
    'Cast',
    [type('SrcT', 'TF_INT32'), type('DstT', 'TF_INT64')],
    backend.getInputTensorIds(found.slice(1)),
    1,
  );
  if (!places) throw new Error('TensorFlow cast no tensor');
  const [gradient] = binding.executeOp(
    'MaxPoolGradWithArgmax',
    attributes('TF_INT64'),
    [...backend.getInputTensorIds([input, dy]), places.id],
    1,
  );
  if (!gradient) throw new Error('TensorFlow computed no gradient');
  binding.deleteTensor(places.id);
  tf.dispose(found);
  return backend.createOutputTensor(gradient);
}
