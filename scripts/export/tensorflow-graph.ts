import { bytesOf } from './schema.ts';
import type { TracedConstant, TracedGraph, TracedNode, TracedValue } from './traced-graph.ts';

/** A node of a GraphDef in protobuf's JSON form, without the values of constants. */
interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, object>>;
}

interface GraphConstant {
  readonly name: string;
  readonly dtype: 'float32' | 'int32';
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A network as TensorFlow says it. */
export interface TensorflowGraph {
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly GraphConstant[];
}

const FLOAT = { type: 'DT_FLOAT' };
const INT32 = { type: 'DT_INT32' };

/** @param outputName of the last node; the input is called `pixels` */
export function tensorflowGraph(
  { input, constants, nodes, output }: TracedGraph,
  outputName: string,
): TensorflowGraph {
  const graph = new GraphBuilder();
  const shape = { shape: shapeOf([-1, ...input.shape.slice(1)]) };
  graph.add('Placeholder', input.name, [], { dtype: FLOAT, shape });
  for (const constant of constants) graph.floats(constant);
  for (const node of nodes) addNode(graph, node);
  graph.add('Identity', outputName, [output.name], { T: FLOAT });
  return graph;
}

/** As protobuf's JSON form has it: 64-bit numbers are strings. */
export function shapeOf(shape: readonly number[]): object {
  return { dim: shape.map((size) => ({ size: String(size) })) };
}

class GraphBuilder implements TensorflowGraph {
  readonly nodes: GraphNode[] = [];
  readonly constants: GraphConstant[] = [];

  add(op: string, name: string, input: readonly string[], attr: GraphNode['attr']): void {
    this.nodes.push({ name, op, input, attr });
  }

  floats({ name, shape, values }: TracedConstant): void {
    this.constant({ name, dtype: 'float32', shape, bytes: bytesOf(values) });
  }

  integers(name: string, shape: readonly number[], values: readonly number[]): string {
    this.constant({ name, dtype: 'int32', shape, bytes: bytesOf(Int32Array.from(values)) });
    return name;
  }

  private constant(constant: GraphConstant): void {
    this.constants.push(constant);
    const { name, dtype, shape } = constant;
    const type = dtype === 'int32' ? INT32 : FLOAT;
    const tensor = { dtype: type.type, tensorShape: shapeOf(shape) };
    this.add('Const', name, [], { dtype: type, value: { tensor } });
  }
}

const PLAIN = {
  add: 'AddV2',
  subtract: 'Sub',
  multiply: 'Mul',
  divide: 'RealDiv',
  relu: 'Relu',
  relu6: 'Relu6',
} as const;

function addNode(graph: GraphBuilder, node: TracedNode): void {
  const { name } = node.output;
  const [picture, kernel, bias] = node.inputs;
  if (node.operation.kind !== 'convolution' || !picture || !kernel || !bias) {
    const { op, input, attr } = graphNode(graph, node);
    graph.add(op, name, input, attr);
    return;
  }
  const convolved = `${name}/convolved`;
  const { op, input, attr } = graphNode(graph, { ...node, inputs: [picture, kernel] });
  graph.add(op, convolved, input, attr);
  graph.add('BiasAdd', name, [convolved, bias.name], { T: FLOAT, data_format: text('NHWC') });
}

function graphNode(
  graph: GraphBuilder,
  { operation, inputs, output }: TracedNode,
): Omit<GraphNode, 'name'> {
  const { name } = output;
  const from = inputs.map((value) => value.name);
  const [first] = inputs as [TracedValue];
  const node = (op: string, input: readonly string[], attr: GraphNode['attr']) => ({
    op,
    input,
    attr,
  });
  const list = (values: readonly number[]) => ({ list: { i: values.map(String) } });
  const sliding = (strides: readonly number[], mode: string) => ({
    T: FLOAT,
    strides: list([1, ...strides, 1]),
    padding: text(mode),
    data_format: text('NHWC'),
  });
  switch (operation.kind) {
    case 'convolution':
    case 'depthwise': {
      const attr = { ...sliding(operation.strides, operation.mode), dilations: list([1, 1, 1, 1]) };
      return node(operation.kind === 'depthwise' ? 'DepthwiseConv2dNative' : 'Conv2D', from, attr);
    }
    case 'maxPool':
    case 'averagePool': {
      const ksize = list([1, ...operation.size, 1]);
      const attr = { ...sliding(operation.strides, operation.mode), ksize };
      return node(operation.kind === 'maxPool' ? 'MaxPool' : 'AvgPool', from, attr);
    }
    case 'matMul': {
      const { transposeA, transposeB } = operation;
      const attr = { T: FLOAT, transpose_a: { b: transposeA }, transpose_b: { b: transposeB } };
      return node('MatMul', from, attr);
    }
    case 'pad': {
      const { paddings } = operation;
      const pads = graph.integers(`${name}/paddings`, [paddings.length, 2], paddings.flat());
      return node('Pad', [...from, pads], { T: FLOAT, Tpaddings: INT32 });
    }
    case 'mean': {
      const { axes, keepDims } = operation;
      const reduced = graph.integers(`${name}/axes`, [axes.length], axes);
      const attr = { T: FLOAT, Tidx: INT32, keep_dims: { b: keepDims } };
      return node('Mean', [first.name, reduced], attr);
    }
    case 'reshape': {
      const { shape } = output;
      const wanted = output.isBatch ? [-1, ...shape.slice(1)] : shape;
      const shaped = graph.integers(`${name}/shape`, [shape.length], wanted);
      return node('Reshape', [...from, shaped], { T: FLOAT, Tshape: INT32 });
    }
    case 'concat': {
      const axis = graph.integers(`${name}/axis`, [], [operation.axis]);
      const attr = { T: FLOAT, Tidx: INT32, N: { i: String(from.length) } };
      return node('ConcatV2', [...from, axis], attr);
    }
    case 'transpose': {
      const { order } = operation;
      const permutation = graph.integers(`${name}/order`, [order.length], order);
      return node('Transpose', [...from, permutation], { T: FLOAT, Tperm: INT32 });
    }
    default:
      return node(PLAIN[operation.kind], from, { T: FLOAT });
  }
}

/** Bytes, in protobuf's JSON form. */
function text(value: string): object {
  return { s: Buffer.from(value).toString('base64') };
}
