import * as tf from '@tensorflow/tfjs';
import type { NamedWeights } from '../../lib/vision/model/weights.ts';
import type { TracedConstant, TracedGraph, TracedNode, TracedValue } from './traced-graph.ts';
import { type Inputs, type Planned, TRACING_KERNELS } from './tracing-kernels.ts';

const BACKEND = 'tracing';
/** Pictures in the traced batch: unlike 1, it stretches nothing silently. */
const BATCH = 2;

/**
 * The operations of a network, noted while the site's own function runs on a backend that computes
 * nothing. So there is no second description of a network that could differ from the first.
 * @param shape of the input without the batch, such as [150, 150, 3]
 * @param network pure; the tensors that it makes itself become constants
 * @throws Error where the network uses what no format here can say
 */
export async function trace(
  weights: NamedWeights,
  shape: readonly number[],
  network: (input: tf.Tensor4D) => tf.Tensor,
): Promise<TracedGraph> {
  const given = await Promise.all(
    Object.entries(weights).map(async ([name, tensor]) => {
      const values = new Float32Array(await tensor.data());
      return [tensor.dataId, { name, shape: tensor.shape, isBatch: false, values }] as const;
    }),
  );
  const before = tf.getBackend();
  const backend = new TracingBackend(given);
  tf.registerBackend(BACKEND, () => backend);
  for (const [kernelName, plan] of Object.entries(TRACING_KERNELS)) {
    tf.registerKernel({
      kernelName,
      backendName: BACKEND,
      kernelFunc: ({ inputs, attrs }) =>
        plan(inputs as Inputs, attrs ?? {}, (planned) => backend.note(planned)),
    });
  }
  try {
    await tf.setBackend(BACKEND);
    const input = backend.input([BATCH, ...shape]);
    const output = tf.tidy(() =>
      network(tf.engine().makeTensorFromTensorInfo(input) as tf.Tensor4D),
    );
    const graph = backend.graph(input, output);
    output.dispose();
    return graph;
  } finally {
    await tf.setBackend(before);
    for (const kernelName of Object.keys(TRACING_KERNELS)) tf.unregisterKernel(kernelName, BACKEND);
    tf.removeBackend(BACKEND);
  }
}

/** Knows tensors by name and shape only. */
class TracingBackend extends tf.KernelBackend {
  private readonly known = new Map<object, TracedValue | TracedConstant>();
  private readonly nodes: TracedNode[] = [];
  private constants = 0;

  constructor(weights: readonly (readonly [object, TracedConstant])[]) {
    super();
    for (const [id, constant] of weights) this.known.set(id, constant);
  }

  input(shape: number[]): tf.TensorInfo {
    return this.stand({ name: 'pixels', shape, isBatch: true });
  }

  note({ operation, inputs, shape }: Planned): tf.TensorInfo {
    const from = inputs.map((tensor) => this.recall(tensor));
    const isBatch = from.some((value) => value.isBatch);
    if (isBatch && shape[0] !== BATCH) {
      throw new Error(`Export: ${operation.kind} mixes the pictures of a batch`);
    }
    const output = { name: `${operation.kind}_${this.nodes.length}`, shape, isBatch };
    this.nodes.push({ operation, inputs: from, output });
    return this.stand(output);
  }

  graph(input: tf.TensorInfo, output: tf.TensorInfo): TracedGraph {
    const read = new Set(this.nodes.flatMap(({ inputs }) => inputs));
    const constants = [...read].filter((value): value is TracedConstant => 'values' in value);
    return {
      input: this.recall(input),
      constants,
      nodes: this.nodes,
      output: this.recall(output),
    };
  }

  /** A tensor that the network makes of numbers. */
  override write(values: tf.BackendValues, shape: number[]): object {
    const id = {};
    const name = `constant_${this.constants++}`;
    const numbers = new Float32Array(values as ArrayLike<number>);
    this.known.set(id, { name, shape, isBatch: false, values: numbers });
    return id;
  }

  override numDataIds(): number {
    return this.known.size;
  }

  override disposeData(): boolean {
    return true;
  }

  override dispose(): void {}

  override incRef(): void {}

  override floatPrecision(): 32 {
    return 32;
  }

  override epsilon(): number {
    return 1e-7;
  }

  private recall({ dataId }: tf.TensorInfo): TracedValue | TracedConstant {
    const value = this.known.get(dataId);
    if (!value) throw new Error('Export: the network reads a tensor that is none of its weights');
    return value;
  }

  private stand(value: TracedValue): tf.TensorInfo {
    const dataId = {};
    this.known.set(dataId, value);
    return { dataId, shape: [...value.shape], dtype: 'float32' };
  }
}
