import * as tf from '@tensorflow/tfjs';

/** What is used of tfjs-node's backend to run an operation of TensorFlow itself. */
interface OperationBackend {
  executeSingleOutput(
    operation: string,
    attributes: readonly { name: string; type: number; value: unknown }[],
    inputs: readonly tf.TensorInfo[],
  ): tf.Tensor;
  readonly binding: { readonly TF_ATTR_TYPE: number; readonly TF_FLOAT: number };
}

const KERNEL = 'ReluGrad';

/**
 * Lets the gradient of ReLU be TensorFlow's own operation on the backend `tensorflow`. TensorFlow.js
 * composes it of nine passes over the activations (step, casts to int32 and back, product), a quarter
 * of the time of a training step.
 * @throws Error when tfjs-node was not loaded before
 */
export function registerNativeGradients(): void {
  if (tf.getKernel(KERNEL, 'tensorflow')) return;
  tf.registerKernel({
    kernelName: KERNEL,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, backend }) => {
      const { dy, x } = inputs as { dy: tf.Tensor; x: tf.Tensor };
      const native = backend as unknown as OperationBackend;
      const { TF_ATTR_TYPE: type, TF_FLOAT: value } = native.binding;
      return native.executeSingleOutput(KERNEL, [{ name: 'T', type, value }], [dy, x]);
    },
  });
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    kernelName: 'Relu',
    inputsToSave: ['x'],
    gradFunc: (dy, [x]) => ({
      x: () =>
        tf.engine().runKernel(KERNEL, { dy: dy as tf.Tensor, x: x as tf.Tensor }) as tf.Tensor,
    }),
  });
}
