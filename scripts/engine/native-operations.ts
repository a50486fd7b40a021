import * as tf from '@tensorflow/tfjs';

/** The parts of tfjs-node's backend that run operations of TensorFlow itself. */
export interface NativeBackend {
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
  /** Handles that remain owned by the tensors. */
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): Handle[];
  createOutputTensor(output: OperationOutput): tf.Tensor;
  readonly binding: Readonly<Record<ConstantName, number>> & {
    executeOp(
      operation: string,
      attributes: readonly Attribute[],
      inputs: readonly Handle[],
      outputs: number,
    ): OperationOutput[];
    deleteTensor(handle: Handle): void;
  };
}

/** Handle of a tensor in TensorFlow's memory. Its type may be unknown to TensorFlow.js. */
export type Handle = number;

interface OperationOutput {
  readonly id: Handle;
}

export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

type ConstantName =
  | `TF_ATTR_${'TYPE' | 'INT' | 'STRING' | 'BOOL' | 'SHAPE'}`
  | `TF_${'FLOAT' | 'INT32' | 'INT64'}`;

/** The backend of tfjs-node, if it is the current one. */
export function nativeBackend(): NativeBackend | null {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as NativeBackend) : null;
}

/** Builds attributes by the type of their values. */
export function attributesOf({ binding }: NativeBackend) {
  const { TF_ATTR_TYPE, TF_ATTR_INT, TF_ATTR_STRING, TF_ATTR_BOOL, TF_ATTR_SHAPE } = binding;
  return {
    type: (name: string, value: 'TF_FLOAT' | 'TF_INT32' | 'TF_INT64'): Attribute => ({
      name,
      type: TF_ATTR_TYPE,
      value: binding[value],
    }),
    ints: (name: string, value: readonly number[]): Attribute => ({
      name,
      type: TF_ATTR_INT,
      value,
    }),
    text: (name: string, value: string): Attribute => ({ name, type: TF_ATTR_STRING, value }),
    flag: (name: string, value: boolean): Attribute => ({ name, type: TF_ATTR_BOOL, value }),
    shape: (name: string, value: readonly number[]): Attribute => ({
      name,
      type: TF_ATTR_SHAPE,
      value,
    }),
  };
}
