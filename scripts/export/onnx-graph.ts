import { type Attributes, constantOf, OnnxBuilder, valueInfo } from './onnx-builder.ts';
import type { TracedGraph, TracedNode, TracedValue } from './traced-graph.ts';

/**
 * ONNX has channels first. Every value of four dimensions is kept so; the input comes with channels last,
 * as on the site, and is turned once.
 */
const CHANNELS_FIRST = [0, 3, 1, 2] as const;
const CHANNELS_LAST = [0, 2, 3, 1] as const;

/** A graph in the JSON form of ONNX's GraphProto. */
export function onnxGraph({ input, nodes, output }: TracedGraph, outputName: string): object {
  if (output.shape.length === 4) throw new Error('Export: an output of four dimensions');
  const graph = new OnnxBuilder();
  graph.add('Transpose', [input.name], channelsFirst(input), { perm: CHANNELS_FIRST });
  for (const node of nodes) {
    if (node.operation.kind === 'reshape') addReshape(graph, node);
    else addNode(graph, node);
  }
  graph.add('Identity', [output.name], outputName);
  return {
    name: 'network',
    node: graph.nodes,
    initializer: [...graph.initializers.values()],
    input: [valueInfo(input.name, input.shape)],
    output: [valueInfo(outputName, output.shape)],
  };
}

function addNode(graph: OnnxBuilder, node: TracedNode): void {
  const { type, inputs, attributes } = onnxNode(graph, node);
  graph.add(type, inputs, node.output.name, attributes);
}

interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly attributes?: Attributes;
}

function onnxNode(graph: OnnxBuilder, { operation, inputs, output }: TracedNode): OnnxNode {
  const [first, second] = inputs as [TracedValue, TracedValue];
  const picture = first.shape.length === 4;
  const name = output.name;
  const node = (type: string, from: readonly string[], attributes?: Attributes) => ({
    type,
    inputs: from,
    attributes,
  });
  switch (operation.kind) {
    case 'convolution':
    case 'depthwise': {
      const depthwise = operation.kind === 'depthwise';
      const kernel = graph.permuted(second, depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
      const bias = inputs.slice(2).map((value) => constantFor(graph, value, 1));
      const group = depthwise ? (second.shape[2] as number) : 1;
      return node('Conv', [of(first), kernel, ...bias], { ...window(operation), group });
    }
    case 'maxPool':
    case 'averagePool': {
      const type = operation.kind === 'maxPool' ? 'MaxPool' : 'AveragePool';
      return node(type, [of(first)], { ...window(operation), kernel_shape: operation.size });
    }
    case 'relu':
      return node('Relu', [of(first)]);
    case 'relu6': {
      const limit = (value: number) => graph.floats(`limit_${value}`, [], Float32Array.of(value));
      return node('Clip', [of(first), limit(0), limit(6)]);
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide': {
      const rank = output.shape.length;
      const from = inputs.map((value) =>
        'values' in value ? constantFor(graph, value, rank) : of(value),
      );
      return node(BINARY[operation.kind], from);
    }
    case 'matMul': {
      const { transposeA, transposeB } = operation;
      const from = inputs.map((value) =>
        'values' in value ? constantFor(graph, value, 2) : of(value),
      );
      return node('Gemm', from, { transA: Number(transposeA), transB: Number(transposeB) });
    }
    case 'pad': {
      const order = picture ? CHANNELS_FIRST : [...first.shape.keys()];
      const pairs = order.map((i) => operation.paddings[i] as readonly [number, number]);
      const pads = [...pairs.map(([before]) => before), ...pairs.map(([, after]) => after)];
      return node('Pad', [of(first), graph.integers(`${name}/pads`, pads)]);
    }
    case 'mean': {
      const { axes, keepDims } = operation;
      if (picture && !keepDims && [...axes].sort().join() !== '1,2') {
        throw new Error('Export knows a mean over height and width only');
      }
      return node('ReduceMean', [of(first)], {
        axes: axes.map((axis) => (picture ? CHANNELS_FIRST.indexOf(axis as 0) : axis)),
        keepdims: Number(keepDims),
      });
    }
    case 'concat': {
      const axis = picture ? CHANNELS_FIRST.indexOf(operation.axis as 0) : operation.axis;
      return node('Concat', inputs.map(of), { axis });
    }
    case 'transpose': {
      const { order } = operation;
      if (!picture) return node('Transpose', [of(first)], { perm: order });
      const perm = CHANNELS_FIRST.map((i) => CHANNELS_FIRST.indexOf(order[i] as 0));
      return node('Transpose', [of(first)], { perm });
    }
    case 'reshape':
      throw new Error('A reshape is several nodes');
  }
}

const BINARY = { add: 'Add', subtract: 'Sub', multiply: 'Mul', divide: 'Div' } as const;

/** A shape says what it says of values with channels last. */
function addReshape(graph: OnnxBuilder, { inputs, output }: TracedNode): void {
  const [input] = inputs as [TracedValue];
  const shape = output.isBatch ? [-1, ...output.shape.slice(1)] : output.shape;
  const [last, flat] = [`${output.name}/channels_last`, `${output.name}/reshaped`];
  if (input.shape.length === 4) graph.add('Transpose', [of(input)], last, { perm: CHANNELS_LAST });
  const from = [
    input.shape.length === 4 ? last : of(input),
    graph.integers(`${output.name}/shape`, shape),
  ];
  const isPicture = output.shape.length === 4;
  graph.add('Reshape', from, isPicture ? flat : output.name);
  if (isPicture) graph.add('Transpose', [flat], output.name, { perm: CHANNELS_FIRST });
}

/** A constant where it is combined with a value of so many dimensions. */
function constantFor(graph: OnnxBuilder, value: TracedValue, rank: number): string {
  const { name, shape, values } = constantOf(value);
  if (rank !== 4 || shape.length === 0) return graph.floats(name, shape, values);
  if (shape.length === 1) return graph.floats(name, [...shape, 1, 1], values);
  return graph.permuted(value, CHANNELS_FIRST);
}

/** The name of a computed value, of the input with channels first. */
function of(value: TracedValue): string {
  return value.name === 'pixels' ? channelsFirst(value) : value.name;
}

function channelsFirst({ name }: TracedValue): string {
  return `${name}/channels_first`;
}

function window({ strides, padding }: Extract<TracedNode['operation'], { strides: unknown }>) {
  const { top, left, bottom, right } = padding;
  return { strides, pads: [top, left, bottom, right] };
}
