import * as tf from '@tensorflow/tfjs';
import type { Operation, Sliding } from './traced-graph.ts';

/** What a kernel of TensorFlow.js would compute. */
export interface Planned {
  readonly operation: Operation;
  readonly inputs: readonly tf.TensorInfo[];
  readonly shape: readonly number[];
}
/** Notes an operation and gives the tensor that stands for its result. */
type Emit = (planned: Planned) => tf.TensorInfo;

type Attributes = Readonly<Record<string, unknown>>;
/** By name; TensorFlow.js gives each kernel those that it reads. */
export type Inputs = Readonly<Record<'x' | 'filter' | 'a' | 'b', tf.TensorInfo>> & {
  readonly bias?: tf.TensorInfo;
};
type Plan = (inputs: Inputs, attributes: Attributes, emit: Emit) => tf.TensorInfo;

/**
 * The kernels that the project's networks are made of. One that is not here ends the tracing with
 * TensorFlow.js's own message, which names it.
 */
export const TRACING_KERNELS: Readonly<Record<string, Plan>> = {
  [tf.Conv2D]: ({ x, filter }, attributes, emit) => emit(convolution([x, filter], attributes)),
  [tf.FusedConv2D]: ({ x, filter, bias }, attributes, emit) => {
    const result = emit(convolution(bias ? [x, filter, bias] : [x, filter], attributes));
    const { activation } = attributes;
    if (activation === 'linear') return result;
    if (activation === 'relu') return emit(alike('relu', [result]));
    throw new Error(`Export knows no activation ${activation} of a convolution`);
  },
  [tf.DepthwiseConv2dNative]: ({ x, filter }, attributes, emit) => {
    const { sliding, shape } = convolved([x, filter], attributes, true);
    return emit({ operation: { kind: 'depthwise', ...sliding }, inputs: [x, filter], shape });
  },
  [tf.MaxPool]: ({ x }, attributes, emit) => emit(pool('maxPool', x, attributes)),
  [tf.AvgPool]: ({ x }, attributes, emit) => emit(pool('averagePool', x, attributes)),
  // TensorFlow.js casts and copies what needs neither: the tensor itself stands for the result.
  [tf.Cast]: ({ x }, attributes) => {
    if (attributes.dtype !== 'float32') throw new Error('Export knows numbers of float32 only');
    return x;
  },
  [tf.Identity]: ({ x }) => x,
  [tf.Relu]: ({ x }, _, emit) => emit(alike('relu', [x])),
  [tf.Relu6]: ({ x }, _, emit) => emit(alike('relu6', [x])),
  [tf.Add]: ({ a, b }, _, emit) => emit(broadcast('add', a, b)),
  [tf.Sub]: ({ a, b }, _, emit) => emit(broadcast('subtract', a, b)),
  [tf.Multiply]: ({ a, b }, _, emit) => emit(broadcast('multiply', a, b)),
  [tf.RealDiv]: ({ a, b }, _, emit) => emit(broadcast('divide', a, b)),
  [tf.BatchMatMul]: ({ a, b }, attributes, emit) => {
    const { transposeA, transposeB } = attributes as { transposeA: boolean; transposeB: boolean };
    const shape = [a.shape[transposeA ? 1 : 0], b.shape[transposeB ? 0 : 1]] as number[];
    return emit({ operation: { kind: 'matMul', transposeA, transposeB }, inputs: [a, b], shape });
  },
  [tf.PadV2]: ({ x }, attributes, emit) => {
    const { paddings, constantValue } = attributes as unknown as tf.PadV2Attrs;
    if (constantValue !== 0) throw new Error('Export knows padding with zeros only');
    const shape = x.shape.map((n, i) => n + (paddings[i]?.[0] ?? 0) + (paddings[i]?.[1] ?? 0));
    return emit({ operation: { kind: 'pad', paddings }, inputs: [x], shape });
  },
  [tf.Mean]: ({ x }, attributes, emit) => {
    const { axis, keepDims } = attributes as unknown as tf.MeanAttrs;
    const axes = tf.util.parseAxisParam(axis, x.shape);
    const [reduced] = tf.backend_util.computeOutAndReduceShapes(x.shape, axes);
    const shape = keepDims ? tf.backend_util.expandShapeToKeepDim(reduced, axes) : reduced;
    return emit({ operation: { kind: 'mean', axes, keepDims }, inputs: [x], shape });
  },
  [tf.Reshape]: ({ x }, attributes, emit) => {
    const { shape: wanted } = attributes as unknown as tf.ReshapeAttrs;
    const shape = tf.util.inferFromImplicitShape(wanted, tf.util.sizeFromShape(x.shape));
    return emit({ operation: { kind: 'reshape' }, inputs: [x], shape });
  },
  [tf.Concat]: (inputs, attributes, emit) => {
    const parts = Object.values(inputs);
    const axis = (attributes as unknown as tf.ConcatAttrs).axis;
    const shapes = parts.map((part) => part.shape);
    const shape = tf.backend_util.computeOutShape(shapes, axis);
    return emit({ operation: { kind: 'concat', axis }, inputs: parts, shape });
  },
  [tf.Transpose]: ({ x }, attributes, emit) => {
    const order = (attributes as unknown as tf.TransposeAttrs).perm;
    const shape = order.map((i) => x.shape[i] as number);
    return emit({ operation: { kind: 'transpose', order }, inputs: [x], shape });
  },
};

function convolution(inputs: tf.TensorInfo[], attributes: Attributes): Planned {
  const { sliding, shape } = convolved(inputs, attributes, false);
  return { operation: { kind: 'convolution', ...sliding }, inputs, shape };
}

function convolved([x, filter]: tf.TensorInfo[], attributes: Attributes, depthwise: boolean) {
  const { strides, pad, dimRoundingMode, dilations } = attributes as unknown as tf.Conv2DAttrs;
  const info = tf.backend_util.computeConv2DInfo(
    x?.shape as tf.backend_util.Conv2DInfo['inShape'],
    filter?.shape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
    depthwise,
  );
  if (info.dilationHeight !== 1 || info.dilationWidth !== 1) {
    throw new Error('Export knows no dilated convolution');
  }
  return { sliding: slidingOf(info), shape: info.outShape };
}

function pool(kind: 'maxPool' | 'averagePool', x: tf.TensorInfo, attributes: Attributes): Planned {
  const { filterSize, strides, pad, dimRoundingMode } = attributes as unknown as tf.MaxPoolAttrs;
  const info = tf.backend_util.computePool2DInfo(
    x.shape as tf.backend_util.Conv2DInfo['inShape'],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const size = [info.filterHeight, info.filterWidth] as const;
  return { operation: { kind, size, ...slidingOf(info) }, inputs: [x], shape: info.outShape };
}

function slidingOf({ strideHeight, strideWidth, padInfo }: tf.backend_util.Conv2DInfo): Sliding {
  const { type, top, bottom, left, right } = padInfo;
  if (type !== 'SAME' && type !== 'VALID')
    throw new Error(`Export knows no padding of type ${type}`);
  const padding = { top, bottom, left, right };
  return { strides: [strideHeight, strideWidth], mode: type, padding };
}

function alike(kind: 'relu' | 'relu6', inputs: [tf.TensorInfo]): Planned {
  return { operation: { kind }, inputs, shape: inputs[0].shape };
}

function broadcast(
  kind: 'add' | 'subtract' | 'multiply' | 'divide',
  a: tf.TensorInfo,
  b: tf.TensorInfo,
): Planned {
  const shape = tf.backend_util.assertAndGetBroadcastShape(a.shape, b.shape);
  return { operation: { kind }, inputs: [a, b], shape };
}
