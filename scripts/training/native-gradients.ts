import * as tf from '@tensorflow/tfjs';

/**
 * Gradients that tfjs-node leaves to slow operations, by TensorFlow's own faster ones, on the backend
 * `tensorflow`.
 */

interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** What is used of tfjs-node's backend to run an operation of TensorFlow itself. */
interface OperationBackend {
  executeSingleOutput(
    operation: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
  ): tf.Tensor;
  executeMultipleOutputs(
    operation: string,
    attributes: readonly Attribute[],
    inputs: readonly tf.TensorInfo[],
    outputs: number,
  ): tf.Tensor[];
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  createOutputTensor(output: OperationOutput): tf.Tensor;
  readonly binding: Readonly<Record<TypeName, number>> & {
    executeOp(
      operation: string,
      attributes: readonly Attribute[],
      inputs: readonly number[],
      outputs: number,
    ): OperationOutput[];
    deleteTensor(id: number): void;
  };
}
interface OperationOutput {
  readonly id: number;
}
type TypeName =
  | `TF_ATTR_${'TYPE' | 'INT' | 'STRING' | 'BOOL'}`
  | `TF_${'FLOAT' | 'INT32' | 'INT64'}`;

const RELU_GRAD = 'ReluGrad';

/** @throws Error when tfjs-node was not loaded before */
export function registerNativeGradients(): void {
  if (tf.getKernel(RELU_GRAD, 'tensorflow')) return;
  tf.registerKernel({
    kernelName: RELU_GRAD,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, backend }) =>
      reluGrad(inputs as ReluGradInputs, backend as unknown as OperationBackend),
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
  tf.unregisterKernel('MaxPoolGrad', 'tensorflow');
  tf.registerKernel({
    kernelName: 'MaxPoolGrad',
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, attrs, backend }) =>
      maxPoolGrad(
        inputs as MaxPoolGradInputs,
        attrs as unknown as PoolAttributes,
        backend as unknown as OperationBackend,
      ),
  });
}

type ReluGradInputs = Record<'dy' | 'x', tf.Tensor>;

/**
 * One operation. TensorFlow.js composes it of nine passes over the activations (step, casts to int32
 * and back, product), a quarter of the time of a training step.
 */
function reluGrad({ dy, x }: ReluGradInputs, backend: OperationBackend): tf.Tensor {
  const { TF_ATTR_TYPE: type, TF_FLOAT: value } = backend.binding;
  return backend.executeSingleOutput(RELU_GRAD, [{ name: 'T', type, value }], [dy, x]);
}

type MaxPoolGradInputs = Record<'dy' | 'input', tf.Tensor4D>;
interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
}

/**
 * Finds where each window has its largest value, then adds there: half the time of TensorFlow's
 * MaxPoolGrad. The places are found as int32, which is a third of the time of int64, and cast, because
 * the second operation takes int64 alone; TensorFlow.js has no such tensors, hence the bare handles.
 */
function maxPoolGrad(
  { dy, input }: MaxPoolGradInputs,
  { filterSize, strides, pad }: PoolAttributes,
  backend: OperationBackend,
): tf.Tensor {
  const { binding } = backend;
  const { TF_ATTR_TYPE, TF_ATTR_INT, TF_FLOAT, TF_INT32, TF_INT64 } = binding;
  const pool = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad);
  const type = (name: string, value: number) => ({ name, type: TF_ATTR_TYPE, value });
  const attributes = (argmax: number): Attribute[] => [
    { name: 'ksize', type: TF_ATTR_INT, value: [1, pool.filterHeight, pool.filterWidth, 1] },
    { name: 'strides', type: TF_ATTR_INT, value: [1, pool.strideHeight, pool.strideWidth, 1] },
    { name: 'padding', type: binding.TF_ATTR_STRING, value: pool.padInfo.type },
    { name: 'include_batch_in_index', type: binding.TF_ATTR_BOOL, value: false },
    type('Targmax', argmax),
    type('T', TF_FLOAT),
  ];
  const [largest, places] = backend.executeMultipleOutputs(
    'MaxPoolWithArgmax',
    attributes(TF_INT32),
    [input],
    2,
  ) as [tf.Tensor, tf.Tensor];
  const casts = [type('SrcT', TF_INT32), type('DstT', TF_INT64)];
  const [cast] = binding.executeOp('Cast', casts, backend.getInputTensorIds([places]), 1) as [
    OperationOutput,
  ];
  const ids = [...backend.getInputTensorIds([input, dy]), cast.id];
  const [gradient] = binding.executeOp('MaxPoolGradWithArgmax', attributes(TF_INT64), ids, 1) as [
    OperationOutput,
  ];
  binding.deleteTensor(cast.id);
  tf.dispose([largest, places]);
  return backend.createOutputTensor(gradient);
}
