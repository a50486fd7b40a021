import { permute } from './permute.ts';
import { bytesOf } from './schema.ts';
import type { TracedConstant, TracedValue } from './traced-graph.ts';

const FLOAT = 1;
const INT64 = 7;

export type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** Nodes and constants of a graph in the JSON form of ONNX's GraphProto. */
export class OnnxBuilder {
  readonly nodes: object[] = [];
  readonly initializers = new Map<string, object>();

  add(type: string, inputs: readonly string[], output: string, attributes: Attributes = {}): void {
    const attribute = Object.entries(attributes).map(([name, value]) =>
      typeof value === 'number'
        ? { name, i: value, type: 'INT' }
        : { name, ints: value, type: 'INTS' },
    );
    this.nodes.push({ name: output, opType: type, input: inputs, output: [output], attribute });
  }

  floats(name: string, dims: readonly number[], values: Float32Array): string {
    this.initializers.set(name, { name, dims, dataType: FLOAT, rawData: bytesOf(values) });
    return name;
  }

  integers(name: string, values: readonly number[]): string {
    const rawData = bytesOf(BigInt64Array.from(values, BigInt));
    this.initializers.set(name, { name, dims: [values.length], dataType: INT64, rawData });
    return name;
  }

  /** A constant with its dimensions in another order. */
  permuted(value: TracedValue, order: readonly number[]): string {
    const { name, shape, values } = constantOf(value);
    const dims = order.map((i) => shape[i] as number);
    return this.floats(name, dims, permute(values, shape, order));
  }
}

/** @throws Error where the value is computed */
export function constantOf(value: TracedValue): TracedConstant {
  if (!('values' in value)) throw new Error(`Export: ${value.name} is computed, not a weight`);
  return value as TracedConstant;
}

/** Of an input or output, whose first dimension counts pictures. */
export function valueInfo(name: string, [, ...shape]: readonly number[]): object {
  const dim = [{ dimParam: 'N' }, ...shape.map((dimValue) => ({ dimValue }))];
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}
