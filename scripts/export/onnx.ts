import path from 'node:path';
import type { Format } from './format.ts';
import { onnxGraph } from './onnx-graph.ts';
import { encodeMessage } from './schema.ts';

const FILE = 'model.onnx';
/** Read by ONNX Runtime since 1.6 (2020) and by every tool that is in use. */
const OPERATOR_SET = 13;
const IR_VERSION = 7;

export const ONNX: Format = {
  files: (graph, outputName) => ({
    [FILE]: encodeMessage('onnx.proto', 'onnx.ModelProto', {
      irVersion: IR_VERSION,
      producerName: 'maskgate',
      opsetImport: [{ domain: '', version: OPERATOR_SET }],
      graph: onnxGraph(graph, outputName),
    }),
  }),

  async run(folder, outputName, { values, shape }) {
    let runtime: typeof import('onnxruntime-node');
    try {
      runtime = await import('onnxruntime-node');
    } catch (error) {
      return { missing: `onnxruntime-node does not load here: ${(error as Error).message}` };
    }
    const session = await runtime.InferenceSession.create(path.join(folder, FILE));
    const pixels = new runtime.Tensor('float32', values, shape);
    const { [outputName]: output } = await session.run({ pixels });
    if (!output) throw new Error(`${FILE} has no output ${outputName}`);
    return { values: output.data };
  },
};
