import path from 'node:path';
import { importOnnxRuntime } from '../engine/onnx-package.ts';
import type { Format } from './format.ts';
import { onnxGraph } from './onnx-graph.ts';
import { encodeMessage } from './schema.ts';
import type { TracedGraph } from './traced-graph.ts';

const FILE = 'model.onnx';
/** Read by ONNX Runtime since 1.6 (2020) and by every tool that is in use. */
const OPERATOR_SET = 13;
const IR_VERSION = 7;

/** A file of ONNX. Its input is called `pixels`. */
export function onnxModel(graph: TracedGraph, outputName: string): Uint8Array {
  return encodeMessage('onnx.proto', 'onnx.ModelProto', {
    irVersion: IR_VERSION,
    producerName: 'maskgate',
    opsetImport: [{ domain: '', version: OPERATOR_SET }],
    graph: onnxGraph(graph, outputName),
  });
}

export const ONNX: Format = {
  files: (graph, outputName) => ({ [FILE]: onnxModel(graph, outputName) }),

  async run(folder, outputName, { values, shape }) {
    const runtime = await importOnnxRuntime().catch((error: Error) => error);
    if (runtime instanceof Error) return { missing: runtime.message };
    const session = await runtime.InferenceSession.create(path.join(folder, FILE));
    const pixels = new runtime.Tensor('float32', values, shape);
    const { [outputName]: output } = await session.run({ pixels });
    if (!output) throw new Error(`${FILE} has no output ${outputName}`);
    return { values: output.data };
  },
};
